package org.sftworkbench.ui.common.chart;

import java.util.Arrays;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * The points of one line, in the order of their steps; every one is kept, however few can be drawn.
 * FX thread only.
 */
public final class Points {
    private double[] steps = new double[64];
    private double[] values = new double[64];
    private final ReadOnlyIntegerWrapper size = new ReadOnlyIntegerWrapper(this, "size", 0);

    /** Appends a point; NaN, which is what was not measured, is none. */
    public void add(double step, double value) {
        addAll(new double[] {step}, new double[] {value});
    }

    /**
     * Appends points and tells of them once.
     *
     * @param moreSteps shape [N], none below those before
     * @param moreValues shape [N]; NaN where nothing was measured
     */
    public void addAll(double[] moreSteps, double[] moreValues) {
        int count = size.get();
        grow(count + moreSteps.length);
        for (int i = 0; i < moreSteps.length; i++) {
            if (!Double.isNaN(moreValues[i])) {
                steps[count] = moreSteps[i];
                values[count] = moreValues[i];
                count++;
            }
        }
        size.set(count);
    }

    public void clear() {
        size.set(0);
    }

    public int size() {
        return size.get();
    }

    /** Grows with every point; at 0 the line begins anew. */
    public ReadOnlyIntegerProperty sizeProperty() {
        return size.getReadOnlyProperty();
    }

    public double step(int index) {
        return steps[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** The last point that does not lie after a step, or -1. */
    public int at(double step) {
        int low = 0;
        int high = size.get();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps[middle] <= step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /**
     * What the line says at a step: its last point up to there; NaN before its first, and where it
     * has ended.
     */
    public double valueAt(double step) {
        int index = at(step);
        if (index < 0) {
            return Double.NaN;
        }
        int last = size.get() - 1;
        double gap = last == 0 ? 1 : (steps[last] - steps[0]) / last;
        return index == last && step > steps[last] + gap ? Double.NaN : values[index];
    }

    private void grow(int needed) {
        if (needed > steps.length) {
            int room = Math.max(needed, 2 * steps.length);
            steps = Arrays.copyOf(steps, room);
            values = Arrays.copyOf(values, room);
        }
    }
}
