package org.sftworkbench.train;

import java.util.Arrays;
import org.sftworkbench.data.Batch;
import org.sftworkbench.data.Labels;
import org.sftworkbench.model.PaddedRows;

/** A collated batch as the model takes it: what each position should predict, supervised or not. */
final class TrainingRows {
    private TrainingRows() {}

    static PaddedRows of(Batch batch) {
        int[] targets = new int[batch.inputIds().length];
        int[] others = new int[batch.inputIds().length];
        Arrays.fill(targets, -1);
        Arrays.fill(others, -1);
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
        return new PaddedRows(batch.rows(), batch.length(), batch.inputIds(), targets, others);
    }

    /** How many positions have a target. */
    static int count(int[] targets) {
        return (int) Arrays.stream(targets).filter(t -> t >= 0).count();
    }
}
