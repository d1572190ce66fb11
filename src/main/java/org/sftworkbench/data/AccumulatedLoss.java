package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The loss of a window of micro-batches under both rules: one mean over all supervised tokens, and
 * the mean of the micro-batches' means, as loops do that divide each micro-batch's mean by their
 * number. They agree where all micro-batches have as many supervised tokens.
 *
 * @param microBatches at least one
 */
public record AccumulatedLoss(List<RowLoss> microBatches) {
    public AccumulatedLoss {
        microBatches = List.copyOf(microBatches);
    }

    /**
     * Splits rows, in their order, into micro-batches as equal in rows as can be, the larger ones
     * first.
     *
     * @param rows at least one
     * @param count of micro-batches, from 1 to the number of rows
     * @return the index after the last row of each micro-batch
     */
    public static List<Integer> ends(int rows, int count) {
        if (count < 1 || count > rows) {
            throw new IllegalArgumentException(rows + " rows in " + count + " micro-batches");
        }
        List<Integer> ends = new ArrayList<>();
        int at = 0;
        for (int m = 0; m < count; m++) {
            at += rows / count + (m < rows % count ? 1 : 0);
            ends.add(at);
        }
        return ends;
    }

    /** The rows in so many micro-batches, split as {@link #ends} says. */
    public static AccumulatedLoss of(List<RowLoss> rows, int count) {
        List<RowLoss> sums = new ArrayList<>();
        int from = 0;
        for (int to : ends(rows.size(), count)) {
            sums.add(RowLoss.sum(rows.subList(from, to)));
            from = to;
        }
        return new AccumulatedLoss(sums);
    }

    /** All tokens weigh the same: sum of the sums over sum of the counts. */
    public double tokenMean() {
        return RowLoss.sum(microBatches).mean();
    }

    /**
     * All micro-batches weigh the same; NaN where one has no supervised token, as it has no mean.
     */
    public double meanOfMeans() {
        return microBatches.stream().mapToDouble(RowLoss::mean).sum() / microBatches.size();
    }

    /**
     * What one token of a micro-batch weighs under mean of means, where it weighs 1 under token
     * mean; infinite where the micro-batch has no supervised token.
     */
    public double weight(int microBatch) {
        double all = RowLoss.sum(microBatches).tokens();
        return all / ((double) microBatches.size() * microBatches.get(microBatch).tokens());
    }
}
