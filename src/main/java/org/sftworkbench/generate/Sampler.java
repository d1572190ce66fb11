package org.sftworkbench.generate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.sftworkbench.model.DecodingSession;

/**
 * Chooses the next token of each row: the likeliest, or one drawn after temperature, top-k and
 * top-p in the order transformers applies them. Each row draws from its own random stream, so its
 * text does not depend on its neighbours.
 */
final class Sampler {
    private final GenerationSettings settings;
    private final SplittableRandom[] random;

    Sampler(GenerationSettings settings, int rows) {
        this.settings = settings;
        this.random = new SplittableRandom[rows];
        for (int b = 0; b < rows; b++) {
            random[b] = new SplittableRandom(settings.seed() * 1_000_003 + b);
        }
    }

    /** One id per row. */
    int[] choose(DecodingSession.NextToken next) {
        if (settings.temperature() == 0) {
            return next.likeliest();
        }
        float[] logits = next.logits();
        int vocabulary = logits.length / random.length;
        int[] chosen = new int[random.length];
        for (int b = 0; b < random.length; b++) {
            chosen[b] =
                    draw(
                            Arrays.copyOfRange(logits, b * vocabulary, (b + 1) * vocabulary),
                            random[b]);
        }
        return chosen;
    }

    /**
     * @param logits of one row, [V]
     */
    int draw(float[] logits, SplittableRandom source) {
        int[] order = likeliestFirst(logits);
        double[] weights = new double[order.length];
        double total = 0;
        for (int i = 0; i < order.length; i++) {
            weights[i] = Math.exp((logits[order[i]] - logits[order[0]]) / settings.temperature());
            total += weights[i];
        }
        int kept = nucleus(weights, total);
        double keptTotal = 0;
        for (int i = 0; i < kept; i++) {
            keptTotal += weights[i];
        }
        double mark = source.nextDouble() * keptTotal;
        for (int i = 0; i < kept; i++) {
            mark -= weights[i];
            if (mark < 0) {
                return order[i];
            }
        }
        return order[kept - 1];
    }

    /** The top-k ids, likeliest first; all ids where k is 0. */
    private int[] likeliestFirst(float[] logits) {
        // Sorting (value, id) packed into longs needs no boxing: floats order as ints once the sign
        // is folded in.
        long[] packed = new long[logits.length];
        for (int i = 0; i < logits.length; i++) {
            int bits = Float.floatToIntBits(logits[i]);
            int ordered = bits ^ ((bits >> 31) & 0x7fffffff);
            packed[i] = ((long) ~ordered << 32) | i;
        }
        Arrays.sort(packed);
        int keep = settings.topK() == 0 ? packed.length : Math.min(settings.topK(), packed.length);
        int[] order = new int[keep];
        for (int i = 0; i < keep; i++) {
            order[i] = (int) packed[i];
        }
        return order;
    }

    /** How many of the likeliest are needed to reach top-p; at least one. */
    private int nucleus(double[] weights, double total) {
        double reached = 0;
        for (int i = 0; i < weights.length; i++) {
            reached += weights[i] / total;
            if (reached >= settings.topP()) {
                return i + 1;
            }
        }
        return weights.length;
    }
}
