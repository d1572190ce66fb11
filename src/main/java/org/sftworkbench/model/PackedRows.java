package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of token ids end to end, nothing between them. A right-padded batch is the special case of
 * rows of one length whose padding has no targets: real tokens never look right.
 *
 * @param ids shape [N]
 * @param lengths of the rows, in order; they add up to N
 * @param targets shape [N]: the supervised token each position should predict, or -1
 * @param others shape [N]: the unsupervised token each position could predict, or -1
 */
public record PackedRows(int[] ids, int[] lengths, int[] targets, int[] others) {
    public PackedRows {
        if (IntStream.of(lengths).sum() != ids.length
                || targets.length != ids.length
                || others.length != ids.length) {
            throw new IllegalArgumentException(
                    ids.length
                            + " ids, "
                            + targets.length
                            + " targets and "
                            + others.length
                            + " others for rows of "
                            + Arrays.toString(lengths));
        }
    }

    /** Rows that only need be read: no position has a target. */
    public static PackedRows without(int[] ids, int... lengths) {
        int[] none = new int[ids.length];
        Arrays.fill(none, -1);
        return new PackedRows(ids, lengths, none, none);
    }

    /** Length of the longest row. */
    int longest() {
        return IntStream.of(lengths).max().orElse(0);
    }

    /** Each token's place in its row, shape [N]. */
    int[] positions() {
        int[] positions = new int[ids.length];
        int at = 0;
        for (int length : lengths) {
            for (int t = 0; t < length; t++) {
                positions[at++] = t;
            }
        }
        return positions;
    }

    /** Neighbours of one length: how many, their length, and so on. */
    int[] groups() {
        List<Integer> groups = new ArrayList<>();
        for (int row = 0; row < lengths.length; ) {
            int next = row;
            while (next < lengths.length && lengths[next] == lengths[row]) {
                next++;
            }
            groups.add(next - row);
            groups.add(lengths[row]);
            row = next;
        }
        return groups.stream().mapToInt(Integer::intValue).toArray();
    }
}
