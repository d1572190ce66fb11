package org.sftworkbench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A batch of N places as it lies before the model: padded on either side, or packed.
 *
 * <p>A block is a stretch of places that see each other, each those up to itself: a row of a padded
 * batch, a row within a pack, or a whole pack where its rows are let see each other.
 *
 * @param ids shape [N]
 * @param positions shape [N]: each token's position id
 * @param blocks lengths of the blocks, in order; they add up to N
 * @param attention shape [N]: whether a place is a token, which others may see, and not padding
 */
public record InspectedBatch(int[] ids, int[] positions, int[] blocks, boolean[] attention) {
    public InspectedBatch {
        int n = ids.length;
        if (positions.length != n || attention.length != n || IntStream.of(blocks).sum() != n) {
            throw new IllegalArgumentException(
                    n
                            + " ids, "
                            + positions.length
                            + " positions and "
                            + attention.length
                            + " attention mask entries in blocks of "
                            + Arrays.toString(blocks));
        }
    }

    /** Rows end to end without padding, none of which sees another. */
    public static InspectedBatch ofRows(List<int[]> rows) {
        int[] ids = rows.stream().flatMapToInt(Arrays::stream).toArray();
        int[] positions =
                rows.stream().flatMapToInt(row -> IntStream.range(0, row.length)).toArray();
        boolean[] attention = new boolean[ids.length];
        Arrays.fill(attention, true);
        return new InspectedBatch(
                ids, positions, rows.stream().mapToInt(row -> row.length).toArray(), attention);
    }

    /**
     * A padded batch of B rows and T places each.
     *
     * @param ids shape [B, T] flat
     * @param positions shape [B, T] flat
     * @param attentionMask shape [B, T] flat: 1 for tokens, 0 for padding
     */
    public static InspectedBatch padded(int rows, int[] ids, int[] positions, int[] attentionMask) {
        if (rows < 1 || ids.length % rows != 0) {
            throw new IllegalArgumentException(ids.length + " places in " + rows + " rows");
        }
        int[] blocks = new int[rows];
        Arrays.fill(blocks, ids.length / rows);
        boolean[] attention = new boolean[attentionMask.length];
        for (int i = 0; i < attention.length; i++) {
            attention[i] = attentionMask[i] != 0;
        }
        return new InspectedBatch(ids, positions, blocks, attention);
    }

    /** Number of places, padding included. */
    public int size() {
        return ids.length;
    }
}
