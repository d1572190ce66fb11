package org.sftworkbench.ui.train;

import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;

/** An axis whose ticks stand at 1, 2 or 5 times a power of ten. FX thread only. */
final class NiceAxis extends DefaultNumericAxis {
    private final double least;

    /**
     * @param least smallest distance between two ticks; 1 for an axis of whole numbers
     */
    NiceAxis(String name, double least) {
        super(name);
        this.least = least;
    }

    @Override
    protected double computeTickUnit(double rawTickUnit) {
        return nice(rawTickUnit, least);
    }

    /** The next number up that is 1, 2 or 5 times a power of ten. */
    static double nice(double raw, double least) {
        if (!(raw > 0) || Double.isInfinite(raw)) {
            return Math.max(least, 1);
        }
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / power;
        double nice = digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10;
        return Math.max(least, nice * power);
    }
}
