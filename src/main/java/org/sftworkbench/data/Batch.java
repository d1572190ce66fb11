package org.sftworkbench.data;

/**
 * Rows padded to one length. Arrays are row-major, shape [B, T].
 *
 * @param rows B
 * @param length T
 * @param inputIds token ids, the pad id where there is padding
 * @param attentionMask 1 for tokens, 0 for padding
 * @param shiftedLabels {@code labels[b, t-1] = inputIds[b, t]} where token t counts, else -100
 */
public record Batch(
        int rows, int length, int[] inputIds, int[] attentionMask, int[] shiftedLabels) {}
