package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.LabelledExample;

/** The rows of a run that can be trained on, and which of them every micro-batch takes. */
final class RowPlan {
    private final List<LabelledExample> usable;
    private final int dropped;
    private final List<int[]> packs;
    private final BatchPlan batches;

    /**
     * @param examples cut or left out where the length policy says so, and left out without a
     *     supervised token
     * @throws TrainingException where no row is left, or packing has no length to fill
     */
    RowPlan(List<LabelledExample> examples, TrainingConfig config, StepOptions options) {
        this.usable = usable(examples, config);
        this.dropped = examples.size() - usable.size();
        if (options.packing() && config.maxLength() == 0) {
            throw new TrainingException("packing needs a maximum length to fill packs up to");
        }
        this.packs =
                options.packing()
                        ? Packing.bestFit(
                                usable.stream().mapToInt(LabelledExample::length).toArray(),
                                config.maxLength())
                        : Packing.none(usable.size());
        this.batches = new BatchPlan(packs.size(), config);
    }

    private static List<LabelledExample> usable(
            List<LabelledExample> examples, TrainingConfig config) {
        List<LabelledExample> usable = config.length().usable(examples);
        if (usable.isEmpty()) {
            throw new TrainingException(
                    examples.isEmpty()
                            ? "there are no rows to train on"
                            : "none of the "
                                    + examples.size()
                                    + " rows has a supervised token"
                                    + config.length().words());
        }
        return usable;
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

    /** The micro-batches of a step, from 1. */
    List<List<LabelledExample>> window(int step) {
        List<List<LabelledExample>> window = new ArrayList<>();
        for (int[] batch : batches.window(step)) {
            List<LabelledExample> rows = new ArrayList<>();
            for (int pack : batch) {
                for (int row : packs.get(pack)) {
                    rows.add(usable.get(row));
                }
            }
            window.add(rows);
        }
        return window;
    }
}
