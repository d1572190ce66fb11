package org.sftworkbench.data;

import java.util.Arrays;
import java.util.List;

/** Pads rows on the right and shifts their labels left: the notes' {@code padding_collate_fn}. */
public final class RightPaddingCollator {
    private final int padId;

    /**
     * @param padId id for padding; its positions are masked and never labelled
     */
    public RightPaddingCollator(int padId) {
        this.padId = padId;
    }

    /**
     * @param examples at least one row
     * @return a batch as long as the longest row
     */
    public Batch collate(List<LabelledExample> examples) {
        int rows = examples.size();
        int length = examples.stream().mapToInt(LabelledExample::length).max().orElseThrow();
        int[] inputIds = new int[rows * length];
        int[] attentionMask = new int[rows * length];
        int[] labels = new int[rows * length];
        Arrays.fill(inputIds, padId);
        Arrays.fill(labels, Labels.IGNORE);
        for (int i = 0; i < rows; i++) {
            LabelledExample example = examples.get(i);
            int start = i * length;
            System.arraycopy(example.inputIds(), 0, inputIds, start, example.length());
            Arrays.fill(attentionMask, start, start + example.length(), 1);
            System.arraycopy(example.shiftedLabels(), 0, labels, start, example.length());
        }
        return new Batch(rows, length, inputIds, attentionMask, labels);
    }
}
