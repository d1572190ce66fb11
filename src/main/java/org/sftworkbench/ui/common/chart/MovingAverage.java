package org.sftworkbench.ui.common.chart;

/**
 * An exponential moving average that starts at the first value rather than at 0: weighted mean of
 * all values so far, each weighing {@code decay} times the next (bias correction as in Adam, Kingma
 * and Ba 2015, section 3).
 */
final class MovingAverage {
    private final double decay;
    private double sum;
    private double weight;

    /**
     * @param decay from 0 (no smoothing) to below 1
     */
    MovingAverage(double decay) {
        this.decay = decay;
    }

    double add(double value) {
        sum = decay * sum + (1 - decay) * value;
        weight = decay * weight + (1 - decay);
        return sum / weight;
    }
}
