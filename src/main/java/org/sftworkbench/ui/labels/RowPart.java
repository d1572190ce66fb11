package org.sftworkbench.ui.labels;

import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.TokenView;

/**
 * The place of a dataset row in a row of the batch.
 *
 * @param row the dataset row
 * @param annotated its tokens, as far as they were not cut off
 * @param start position of its first token
 * @param cutTokens tokens that were cut off
 * @param cutSupervised how many of them would have counted
 */
record RowPart(
        DataRow row, AnnotatedExample annotated, int start, int cutTokens, int cutSupervised) {
    /** One past its last token. */
    int end() {
        return start + length();
    }

    int length() {
        return annotated.example().length();
    }

    boolean holds(int t) {
        return t >= start && t < end();
    }

    TokenView token(int t) {
        return annotated.tokens().get(t - start);
    }

    int supervisedTokens() {
        return annotated.example().supervisedTokens();
    }

    RowPart at(int position) {
        return new RowPart(row, annotated, position, cutTokens, cutSupervised);
    }
}
