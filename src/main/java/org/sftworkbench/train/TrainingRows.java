package org.sftworkbench.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.sftworkbench.data.Batch;
import org.sftworkbench.data.JoinedRows;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.Labels;
import org.sftworkbench.model.PackedRows;

/** A micro-batch as the model takes it: what each position should predict, supervised or not. */
final class TrainingRows {
    private TrainingRows() {}

    /**
     * The rows end to end without padding, longest first: the order of rows in a batch means
     * nothing, and rows of one length are attended together.
     */
    static PackedRows packed(List<LabelledExample> examples) {
        List<LabelledExample> sorted =
                examples.stream()
                        .sorted(Comparator.comparingInt(LabelledExample::length).reversed())
                        .toList();
        return inOrder(sorted);
    }

    /** The rows end to end without padding, in their order. */
    static PackedRows inOrder(List<LabelledExample> examples) {
        JoinedRows rows = JoinedRows.of(examples);
        return of(
                rows.inputIds(),
                rows.lengths(),
                rows.shiftedLabels(),
                t -> rows.positionIds()[t] > 0);
    }

    /** The notes' batch, padding and all. */
    static PackedRows padded(Batch batch) {
        int[] lengths = new int[batch.rows()];
        Arrays.fill(lengths, batch.length());
        return of(
                batch.inputIds(),
                lengths,
                batch.shiftedLabels(),
                t -> t % batch.length() > 0 && batch.attentionMask()[t] != 0);
    }

    /**
     * The labels are those that the labels pane draws.
     *
     * @param goesOn whether the token at an index is one of the row before it, no padding
     */
    private static PackedRows of(
            int[] ids, int[] lengths, int[] shiftedLabels, IntPredicate goesOn) {
        int[] targets = none(ids.length);
        int[] others = none(ids.length);
        for (int t = 0; t < ids.length; t++) {
            if (shiftedLabels[t] != Labels.IGNORE) {
                targets[t] = shiftedLabels[t];
            } else if (t + 1 < ids.length && goesOn.test(t + 1)) {
                others[t] = ids[t + 1];
            }
        }
        return new PackedRows(ids, lengths, targets, others);
    }

    private static int[] none(int size) {
        int[] none = new int[size];
        Arrays.fill(none, -1);
        return none;
    }

    /** How many positions have a target. */
    static int count(int[] targets) {
        return (int) Arrays.stream(targets).filter(t -> t >= 0).count();
    }
}
