package org.sftworkbench.ui.common.chart;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * How charts that belong together are looked at: the steps they show, smoothing, scale, and the
 * step the mouse points at. FX thread only.
 */
public final class ChartView {
    /** The most smoothing there is; at 1 a line would never leave its first value. */
    public static final double MOST_SMOOTHING = 0.99;

    private static final double EMPTY = 100;
    private static final double LEAST_STEPS = 4;

    /** A first step stands in the middle, not at the edge. */
    private static final double LEAST_END = 2;

    private final ReadOnlyObjectWrapper<StepRange> range =
            new ReadOnlyObjectWrapper<>(this, "range", new StepRange(0, EMPTY));
    private final ReadOnlyBooleanWrapper zoomed = new ReadOnlyBooleanWrapper(this, "zoomed");
    private final DoubleProperty smoothing = new SimpleDoubleProperty(this, "smoothing", 0);
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final DoubleProperty pointed = new SimpleDoubleProperty(this, "pointed", Double.NaN);
    private double end = EMPTY;

    /** Sets the last step there is; a view of everything stays one. */
    public void setEnd(double steps) {
        end = Math.max(LEAST_END, steps);
        if (!zoomed.get()) {
            range.set(new StepRange(0, end));
        }
    }

    /**
     * Looks closer or from further away.
     *
     * @param at the step that keeps its place
     * @param factor of what is shown; below 1 to look closer
     */
    public void zoom(double at, double factor) {
        StepRange now = range.get();
        double least = Math.min(LEAST_STEPS, end);
        double length = Math.max(least, Math.min(end, now.length() * factor));
        double share = (at - now.from()) / now.length();
        show(at - share * length, length);
    }

    /** Moves what is shown to the right by some steps, as far as there are any. */
    public void pan(double steps) {
        StepRange now = range.get();
        if (zoomed.get()) {
            show(now.from() + steps, now.length());
        }
    }

    /** Shows everything. */
    public void reset() {
        zoomed.set(false);
        range.set(new StepRange(0, end));
    }

    private void show(double from, double length) {
        if (length >= end) {
            reset();
            return;
        }
        double kept = Math.max(0, Math.min(from, end - length));
        zoomed.set(true);
        range.set(new StepRange(kept, kept + length));
    }

    /** The steps that are shown. */
    public ReadOnlyObjectProperty<StepRange> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    /** Whether less than everything is shown. */
    public ReadOnlyBooleanProperty zoomedProperty() {
        return zoomed.getReadOnlyProperty();
    }

    /** Decay of the moving average drawn over each line, below 1; 0 for none. */
    public DoubleProperty smoothingProperty() {
        return smoothing;
    }

    /** Whether values that are all above 0 stand on a logarithmic scale. */
    public BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /** The step the mouse points at; NaN where it points at none. */
    public DoubleProperty pointedProperty() {
        return pointed;
    }
}
