package org.sftworkbench.generate;

import java.util.List;

/**
 * Prompts of different lengths as one batch, padding on the left so that all rows go on at the same
 * column. Arrays are row-major, shape [B, T].
 *
 * @param rows B
 * @param length T
 * @param ids token ids, 0 where there is padding
 * @param attentionMask 1 for tokens, 0 for padding
 * @param positionIds running sum of the mask less one, 0 in the padding: a token's place in its own
 *     row
 */
public record LeftPaddedPrompts(
        int rows, int length, int[] ids, int[] attentionMask, int[] positionIds) {
    /**
     * @param prompts at least one, none empty
     * @throws IllegalArgumentException where there is nothing to continue
     */
    public static LeftPaddedPrompts of(List<int[]> prompts) {
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("there is no prompt");
        }
        int length = 0;
        for (int[] prompt : prompts) {
            if (prompt.length == 0) {
                throw new IllegalArgumentException(
                        "a prompt is empty; there is nothing to continue");
            }
            length = Math.max(length, prompt.length);
        }
        int size = prompts.size() * length;
        int[] ids = new int[size];
        int[] mask = new int[size];
        int[] positions = new int[size];
        for (int b = 0; b < prompts.size(); b++) {
            int[] prompt = prompts.get(b);
            int pad = length - prompt.length;
            for (int t = 0; t < prompt.length; t++) {
                int at = b * length + pad + t;
                ids[at] = prompt[t];
                mask[at] = 1;
                positions[at] = t;
            }
        }
        return new LeftPaddedPrompts(prompts.size(), length, ids, mask, positions);
    }

    /** The position of the token that comes next in each row, [B]. */
    public int[] nextPositions() {
        int[] next = new int[rows];
        for (int b = 0; b < rows; b++) {
            next[b] = positionIds[b * length + length - 1] + 1;
        }
        return next;
    }
}
