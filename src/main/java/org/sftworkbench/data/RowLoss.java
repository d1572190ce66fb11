package org.sftworkbench.data;

import java.util.List;

/**
 * What rows add to the loss of a batch.
 *
 * @param nll summed negative log-likelihood of their supervised tokens (nats); NaN where it was not
 *     measured
 * @param tokens how many supervised tokens that is
 */
public record RowLoss(double nll, int tokens) {
    /** Several rows together. */
    public static RowLoss sum(List<RowLoss> rows) {
        return new RowLoss(
                rows.stream().mapToDouble(RowLoss::nll).sum(),
                rows.stream().mapToInt(RowLoss::tokens).sum());
    }

    /** The mean over the tokens; NaN where there is none, as 0 / 0 is in PyTorch. */
    public double mean() {
        return tokens == 0 ? Double.NaN : nll / tokens;
    }
}
