package org.sftworkbench.ui.common.chart;

/** The moving average of a line, kept up as the line grows. FX thread only. */
final class SmoothedPoints {
    private final Points raw;
    private Points smooth = new Points();
    private MovingAverage average = new MovingAverage(0);
    private double decay;

    SmoothedPoints(Points raw) {
        this.raw = raw;
    }

    /** The average of all points there are by now. */
    Points at(double wanted) {
        if (wanted != decay || smooth.size() > raw.size()) {
            decay = wanted;
            smooth = new Points();
            average = new MovingAverage(decay);
        }
        int known = smooth.size();
        int fresh = raw.size() - known;
        double[] steps = new double[fresh];
        double[] values = new double[fresh];
        for (int i = 0; i < fresh; i++) {
            steps[i] = raw.step(known + i);
            values[i] = average.add(raw.value(known + i));
        }
        smooth.addAll(steps, values);
        return smooth;
    }

    /** Forgets what is known, as the line begins anew. */
    void clear() {
        decay = -1;
    }
}
