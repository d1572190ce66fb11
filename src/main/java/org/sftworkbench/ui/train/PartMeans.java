package org.sftworkbench.ui.train;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The mean loss of each part of a probed conversation in one score, in nats.
 *
 * @param means of the parts that have a scored token
 */
record PartMeans(Map<ProbedToken.Part, Double> means) {
    PartMeans {
        means = Collections.unmodifiableMap(means);
    }

    /**
     * @param tokens shape [T]
     */
    static PartMeans of(List<ProbedToken> tokens, ProbeScore score) {
        Map<ProbedToken.Part, double[]> sums = new EnumMap<>(ProbedToken.Part.class);
        int count = Math.min(tokens.size(), score.nll().length);
        for (int t = 0; t < count; t++) {
            double nll = score.nll()[t];
            if (!Double.isNaN(nll)) {
                double[] sum = sums.computeIfAbsent(tokens.get(t).part(), p -> new double[2]);
                sum[0] += nll;
                sum[1]++;
            }
        }
        Map<ProbedToken.Part, Double> means = new EnumMap<>(ProbedToken.Part.class);
        sums.forEach((part, sum) -> means.put(part, sum[0] / sum[1]));
        return new PartMeans(means);
    }

    /** NaN where the part has no scored token. */
    double of(ProbedToken.Part part) {
        return means.getOrDefault(part, Double.NaN);
    }
}
