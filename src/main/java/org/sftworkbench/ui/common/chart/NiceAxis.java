package org.sftworkbench.ui.common.chart;

import io.fair_acc.chartfx.axes.spi.AxisRange;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.dataset.spi.fastutil.DoubleArrayList;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis whose ticks stand at 1, 2 or 5 times a power of ten, on a logarithmic scale too. FX
 * thread only.
 */
final class NiceAxis extends DefaultNumericAxis {
    private static final int[] DIGITS = {1, 2, 5};

    /** With more powers of ten than this, ticks stand at these alone. */
    private static final double FEW_DECADES = 2.5;

    /** With more powers of ten than this, ticks stand at every second, third and so on of them. */
    private static final double MANY_DECADES = 6;

    /** What of a label stands above its tick, in pixels. */
    private static final double HALF_LABEL = 6;

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
        double unit = nice(rawTickUnit, least);
        return isLogAxis() || !getSide().isVertical()
                ? unit
                : Math.min(unit, widest(labelled(), least));
    }

    /** How far up from the lowest value a tick can stand whose label has room. */
    private double labelled() {
        double span = Math.abs(getMax() - getMin());
        return getHeight() > HALF_LABEL ? span * (1 - HALF_LABEL / getHeight()) : span;
    }

    /**
     * The widest distance at which a tick beside 0 is in sight: one alone would not tell how much
     * anything is.
     */
    static double widest(double span, double least) {
        if (!(span > 0) || Double.isInfinite(span)) {
            return Double.POSITIVE_INFINITY;
        }
        double power = Math.pow(10, Math.floor(Math.log10(span)));
        double digit = span / power;
        return Math.max(least, (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power);
    }

    @Override
    protected void calculateMajorTickValues(AxisRange range, DoubleArrayList ticks) {
        if (!isLogAxis()) {
            super.calculateMajorTickValues(range, ticks);
            return;
        }
        for (double tick : logarithmicTicks(range.getMin(), range.getMax())) {
            ticks.add(tick);
        }
    }

    @Override
    protected void calculateMinorTickValues(DoubleArrayList ticks) {
        // None: with ticks at 1, 2 and 5 they would only be noise.
    }

    /**
     * Ticks on a logarithmic scale.
     *
     * @param from above 0
     */
    static double[] logarithmicTicks(double from, double to) {
        double decades = Math.log10(to / from);
        boolean all = decades <= FEW_DECADES;
        int stride = (int) Math.max(1, Math.ceil(decades / MANY_DECADES));
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(from)); Math.pow(10, power) <= to; power++) {
            if (Math.floorMod(power, stride) != 0) {
                continue;
            }
            for (int digit : DIGITS) {
                double tick = digit * Math.pow(10, power);
                if (tick >= from && tick <= to && (all || digit == 1)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks.stream().mapToDouble(tick -> tick).toArray();
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
