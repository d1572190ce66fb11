package org.sftworkbench.data;

import java.util.Arrays;
import java.util.List;

/**
 * Rows end to end in one sequence of N tokens without padding, as transformers' {@code
 * DataCollatorWithFlattening} and TRL's packing lay them. Position ids begin anew with each row,
 * and a row's first token is never a target: the token before it belongs to another row.
 *
 * @param lengths of the rows, in order; they add up to N
 * @param inputIds shape [N]
 * @param positionIds shape [N], from 0 in each row
 * @param alignedLabels shape [N], as transformers shifts them inside the loss
 */
public record JoinedRows(int[] lengths, int[] inputIds, int[] positionIds, int[] alignedLabels) {
    /** The rows in their order. */
    public static JoinedRows of(List<LabelledExample> rows) {
        int[] lengths = rows.stream().mapToInt(LabelledExample::length).toArray();
        int size = Arrays.stream(lengths).sum();
        int[] ids = new int[size];
        int[] positions = new int[size];
        int[] labels = new int[size];
        int at = 0;
        for (LabelledExample row : rows) {
            // Rows are kept packed: each call unpacks them.
            int[] own = row.inputIds();
            System.arraycopy(own, 0, ids, at, row.length());
            System.arraycopy(Labels.aligned(own, row.trained()), 0, labels, at, row.length());
            for (int t = 0; t < row.length(); t++) {
                positions[at + t] = t;
            }
            if (row.length() > 0) {
                labels[at] = Labels.IGNORE;
            }
            at += row.length();
        }
        return new JoinedRows(lengths, ids, positions, labels);
    }

    /** {@code shifted[t] = aligned[t + 1]}, shape [N]; the last position has no target. */
    public int[] shiftedLabels() {
        return Labels.shifted(alignedLabels);
    }
}
