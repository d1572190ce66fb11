package org.sftworkbench.ui.common.chart;

/**
 * A stretch of steps.
 *
 * @param from its left end
 * @param to its right end, above {@code from}
 */
public record StepRange(double from, double to) {
    public StepRange {
        if (!(to > from)) {
            throw new IllegalArgumentException("steps from " + from + " to " + to);
        }
    }

    double length() {
        return to - from;
    }
}
