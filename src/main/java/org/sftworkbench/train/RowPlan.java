package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.LabelledExample;

/** The rows of a run that can be trained on, and which of them every micro-batch takes. */
final class RowPlan {
    private final List<LabelledExample> usable;

    /** Of each usable row its index among those that the run was given. */
    private final int[] given;

    private final int dropped;
    private final List<int[]> packs;
    private final BatchPlan batches;

    /**
     * @param examples cut or left out where the length policy says so, and left out without a
     *     supervised token
     * @throws TrainingException where no row is left, or packing has no length to fill
     */
    RowPlan(List<LabelledExample> examples, TrainingConfig config, StepOptions options) {
        int[] indices = new int[examples.size()];
        List<LabelledExample> rows = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            Optional<LabelledExample> kept = config.length().kept(examples.get(i));
            if (kept.isPresent()) {
                indices[rows.size()] = i;
                rows.add(kept.get());
            }
        }
        if (rows.isEmpty()) {
            throw config.length().nothingLeft(examples.size());
        }
        this.usable = List.copyOf(rows);
        this.given = Arrays.copyOf(indices, rows.size());
        this.dropped = examples.size() - rows.size();
        if (options.packing() && config.maxLength() == 0) {
            throw new TrainingException("packing needs a maximum length to fill packs up to");
        }
        this.packs =
                options.packing()
                        ? Packing.of(
                                usable.stream().mapToInt(LabelledExample::length).toArray(),
                                config.maxLength(),
                                options.packingStrategy())
                        : Packing.none(usable.size());
        this.batches = new BatchPlan(packs.size(), config);
    }

    /** Rows that take part. */
    int rows() {
        return usable.size();
    }

    /** Rows left out. */
    int dropped() {
        return dropped;
    }

    int totalSteps() {
        return batches.totalSteps();
    }

    /** Epochs completed after a step, from 1. */
    double epochAfter(int step) {
        return batches.epochAfter(step);
    }

    /** Tells these rows, in this order, from all others. */
    String fingerprint() {
        return RowFingerprint.of(usable);
    }

    /** The micro-batches of a step, from 1. */
    List<List<LabelledExample>> window(int step) {
        List<List<LabelledExample>> window = new ArrayList<>();
        for (int[] batch : batches.window(step)) {
            window.add(Arrays.stream(rowsOf(batch)).mapToObj(usable::get).toList());
        }
        return window;
    }

    /** A step's rows: indices among those that the run was given. */
    int[] rowsOf(int step) {
        return batches.window(step).stream()
                .flatMapToInt(batch -> Arrays.stream(rowsOf(batch)))
                .map(row -> given[row])
                .toArray();
    }

    private int[] rowsOf(int[] batch) {
        return Arrays.stream(batch).flatMap(pack -> Arrays.stream(packs.get(pack))).toArray();
    }
}
