package org.sftworkbench.generate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Prompts of different lengths as one batch, as it is fed to the model. Arrays are row-major, shape
 * [B, T].
 *
 * @param rows B
 * @param length T
 * @param lengths tokens of each prompt, [B]
 * @param ids token ids, the padding's where there is padding
 * @param attentionMask 1 for what is looked at
 * @param positionIds the place each token is told to be at
 * @param padding the side the padding is on
 */
public record PaddedPrompts(
        int rows,
        int length,
        int[] lengths,
        int[] ids,
        int[] attentionMask,
        int[] positionIds,
        Padding padding) {
    /**
     * @param prompts at least one, none empty
     * @throws IllegalArgumentException where there is nothing to continue
     */
    public static PaddedPrompts of(List<int[]> prompts, Padding padding) {
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("there is no prompt");
        }
        int[] lengths = prompts.stream().mapToInt(prompt -> prompt.length).toArray();
        if (IntStream.of(lengths).anyMatch(length -> length == 0)) {
            throw new IllegalArgumentException("a prompt is empty; there is nothing to continue");
        }
        int longest = IntStream.of(lengths).max().orElseThrow();
        return padding.right()
                ? naive(prompts, lengths, longest, padding)
                : left(prompts, lengths, longest, padding);
    }

    /**
     * Padding before the prompts, so that all rows go on at the same column. It has id 0, is not
     * looked at and stands at position 0: positions are the running sum of the mask less one.
     */
    private static PaddedPrompts left(
            List<int[]> prompts, int[] lengths, int length, Padding padding) {
        int size = prompts.size() * length;
        int[] ids = new int[size];
        int[] mask = new int[size];
        int[] positions = new int[size];
        for (int b = 0; b < prompts.size(); b++) {
            int start = b * length + length - lengths[b];
            for (int t = 0; t < lengths[b]; t++) {
                ids[start + t] = prompts.get(b)[t];
                mask[start + t] = 1;
                positions[start + t] = t;
            }
        }
        return new PaddedPrompts(prompts.size(), length, lengths, ids, mask, positions, padding);
    }

    /** Padding behind the prompts, everything looked at, each column its own position. */
    private static PaddedPrompts naive(
            List<int[]> prompts, int[] lengths, int length, Padding padding) {
        int size = prompts.size() * length;
        int[] ids = new int[size];
        int[] mask = new int[size];
        int[] positions = new int[size];
        for (int b = 0; b < prompts.size(); b++) {
            for (int t = 0; t < length; t++) {
                int at = b * length + t;
                ids[at] = t < lengths[b] ? prompts.get(b)[t] : padding.id();
                mask[at] = 1;
                positions[at] = t;
            }
        }
        return new PaddedPrompts(prompts.size(), length, lengths, ids, mask, positions, padding);
    }

    /** Whether a place of a row is padding. */
    public boolean isPadding(int row, int column) {
        return padding.right() ? column >= lengths[row] : column < length - lengths[row];
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
