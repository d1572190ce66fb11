package org.sftworkbench.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.sftworkbench.data.Batch;
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
        int[] lengths = examples.stream().mapToInt(LabelledExample::length).toArray();
        int size = Arrays.stream(lengths).sum();
        int[] ids = new int[size];
        int[] targets = none(size);
        int[] others = none(size);
        int at = 0;
        for (LabelledExample example : examples) {
            int length = example.length();
            // Examples are kept packed: each call unpacks them.
            int[] own = example.inputIds();
            boolean[] trained = example.trained();
            System.arraycopy(own, 0, ids, at, length);
            for (int t = 0; t + 1 < length; t++) {
                int[] which = trained[t + 1] ? targets : others;
                which[at + t] = own[t + 1];
            }
            at += length;
        }
        return new PackedRows(ids, lengths, targets, others);
    }

    /** The notes' batch, padding and all. */
    static PackedRows padded(Batch batch) {
        int[] targets = none(batch.inputIds().length);
        int[] others = none(batch.inputIds().length);
        for (int b = 0; b < batch.rows(); b++) {
            for (int t = 0; t + 1 < batch.length(); t++) {
                int at = b * batch.length() + t;
                int label = batch.shiftedLabels()[at];
                if (label != Labels.IGNORE) {
                    targets[at] = label;
                } else if (batch.attentionMask()[at + 1] != 0) {
                    others[at] = batch.inputIds()[at + 1];
                }
            }
        }
        int[] lengths = new int[batch.rows()];
        Arrays.fill(lengths, batch.length());
        return new PackedRows(batch.inputIds(), lengths, targets, others);
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
