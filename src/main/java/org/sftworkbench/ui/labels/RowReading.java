package org.sftworkbench.ui.labels;

import java.util.List;

/**
 * What a model made of one row of a batch.
 *
 * @param nll shape [T]: negative log-likelihood (nats) of the token at each position given those it
 *     is let see before it; NaN where nothing predicts it
 * @param likeliest shape [T]: what it expects after each position, the likeliest first
 */
record RowReading(double[] nll, List<List<Guess>> likeliest) {
    /**
     * A token that may come next.
     *
     * @param text what it stands for
     * @param probability from 0 to 1
     */
    record Guess(int id, String text, double probability) {}

    RowReading {
        likeliest = List.copyOf(likeliest);
    }

    /** Summed over the supervised tokens of a dataset row. */
    double nllOf(LabelRow row, RowPart part) {
        double sum = 0;
        for (int t = part.start() + 1; t < part.end(); t++) {
            sum += row.isScored(t) ? nll[t] : 0;
        }
        return sum;
    }
}
