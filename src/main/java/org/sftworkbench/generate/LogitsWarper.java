package org.sftworkbench.generate;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * What the settings make of one row's logits: repetition penalty, temperature, top-k, top-p and
 * min-p, in the order and by the definitions of transformers' {@code generate}.
 *
 * <p>V is the size of the vocabulary. Logits are written over, as a row's are used once.
 */
final class LogitsWarper {
    /** Logits this far below the highest are looked at only where top-p needs them. */
    private static final double FAR = 14;

    private final Sampling sampling;

    LogitsWarper(Sampling sampling) {
        this.sampling = sampling;
    }

    /**
     * Tokens that may be drawn.
     *
     * @param ids of the tokens
     * @param weights of each, above 0; not divided by their sum
     * @param total sum of the weights
     */
    record Choice(int[] ids, double[] weights, double total) {}

    /**
     * Makes tokens of the text so far less likely: positive logits are divided by the penalty,
     * others multiplied, each token's once.
     *
     * @param logits [V], changed in place
     * @param text ids of the row so far, prompt included, padding not
     */
    void penalize(float[] logits, IdList text) {
        if (!sampling.penalizes()) {
            return;
        }
        float penalty = (float) sampling.repetitionPenalty();
        int[] distinct = text.distinct();
        for (int id : distinct) {
            logits[id] = logits[id] < 0 ? logits[id] * penalty : logits[id] / penalty;
        }
    }

    /** The id with the highest logit, the lowest of several. */
    static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /**
     * What may be drawn with a temperature above 0.
     *
     * @param logits [V], penalized
     */
    Choice choice(float[] logits) {
        double highest = logits[likeliest(logits)];
        double[] weights = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            weights[i] = Math.exp((logits[i] - highest) / sampling.temperature());
        }
        double least = 0;
        if (sampling.topK() > 0 && sampling.topK() < logits.length) {
            // Those as likely as the k-th stay, as in transformers.
            least = kthLargest(weights, sampling.topK());
        }
        double total = 0;
        for (double weight : weights) {
            total += weight >= least ? weight : 0;
        }
        // The likeliest weighs 1, whatever was cut, so weights compare with min-p as they are.
        return sampling.topP() < 1
                ? nucleus(weights, least, sampling.topP() * total)
                : atLeast(weights, Math.max(least, sampling.minP()));
    }

    private static double kthLargest(double[] values, int k) {
        PriorityQueue<Double> largest = new PriorityQueue<>(k);
        for (int i = 0; i < k; i++) {
            largest.add(values[i]);
        }
        for (int i = k; i < values.length; i++) {
            if (values[i] > largest.peek()) {
                largest.poll();
                largest.add(values[i]);
            }
        }
        return largest.peek();
    }

    /**
     * The fewest likeliest tokens that reach top-p, without those that min-p cuts off then. A sort
     * of all is needed only where those near the top do not reach it.
     */
    private Choice nucleus(double[] weights, double least, double wanted) {
        double near = Math.max(least, Math.exp(-FAR));
        double sum = 0;
        for (double weight : weights) {
            sum += weight >= near ? weight : 0;
        }
        double bound = sum >= wanted ? near : Math.max(least, Double.MIN_VALUE);
        long[] order = likeliestFirst(weights, bound);
        double reached = 0;
        double total = 0;
        int kept = 0;
        int[] ids = new int[order.length];
        double[] own = new double[order.length];
        for (int i = 0; i < order.length && reached < wanted; i++) {
            double weight = weights[(int) order[i]];
            reached += weight;
            if (weight >= sampling.minP()) {
                ids[kept] = (int) order[i];
                own[kept++] = weight;
                total += weight;
            }
        }
        return new Choice(Arrays.copyOf(ids, kept), Arrays.copyOf(own, kept), total);
    }

    private static Choice atLeast(double[] weights, double bound) {
        int[] ids = new int[weights.length];
        double[] own = new double[weights.length];
        int kept = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= bound && weights[i] > 0) {
                ids[kept] = i;
                own[kept++] = weights[i];
                total += weights[i];
            }
        }
        return new Choice(Arrays.copyOf(ids, kept), Arrays.copyOf(own, kept), total);
    }

    /** Ids (in the low half) of the weights of at least {@code bound}, the largest first. */
    private static long[] likeliestFirst(double[] weights, double bound) {
        int count = 0;
        for (double weight : weights) {
            count += weight >= bound ? 1 : 0;
        }
        long[] packed = new long[count];
        int at = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= bound) {
                // Positive floats order as their bits; sorting (value, id) in longs boxes nothing.
                packed[at++] = ((long) ~Float.floatToRawIntBits((float) weights[i]) << 32) | i;
            }
        }
        Arrays.sort(packed);
        for (int i = 0; i < count; i++) {
            packed[i] &= 0xffffffffL;
        }
        return packed;
    }
}
