package org.sftworkbench.ui.labels;

import java.util.Arrays;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;

/**
 * One row of a padded batch. All arrays have shape [T].
 *
 * @param row the dataset row it was made of
 * @param annotated its tokens, before padding
 * @param offset position of its first token; above 0 only with left padding
 * @param inputIds token ids, the pad id where there is padding
 * @param attentionMask 1 for tokens, 0 for padding
 * @param positionIds position each token is rotated by
 * @param shiftedLabels the next token's id where it counts, else {@link Labels#IGNORE}
 */
record LabelRow(
        DataRow row,
        AnnotatedExample annotated,
        int offset,
        int[] inputIds,
        int[] attentionMask,
        int[] positionIds,
        int[] shiftedLabels) {

    int length() {
        return inputIds.length;
    }

    boolean isPadding(int t) {
        return attentionMask[t] == 0;
    }

    /** What is known about a position's token; only where it is not padding. */
    TokenView token(int t) {
        return annotated.tokens().get(t - offset);
    }

    /** Whether the prediction made at position t is scored. */
    boolean predicts(int t) {
        return shiftedLabels[t] != Labels.IGNORE;
    }

    /** {@code labels[t] = inputIds[t]} where that token counts. */
    int[] alignedLabels() {
        int[] labels = new int[length()];
        Arrays.fill(labels, Labels.IGNORE);
        int[] own = annotated.example().alignedLabels();
        System.arraycopy(own, 0, labels, offset, own.length);
        return labels;
    }

    /** The labels as they stand in a tensor of this convention. */
    int[] labels(LabelConvention convention) {
        return convention == LabelConvention.SHIFTED ? shiftedLabels : alignedLabels();
    }

    int tokens() {
        return annotated.example().length();
    }

    int supervisedTokens() {
        return annotated.example().supervisedTokens();
    }
}
