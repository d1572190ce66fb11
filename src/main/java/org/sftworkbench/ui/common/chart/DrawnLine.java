package org.sftworkbench.ui.common.chart;

import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/**
 * A line as it lies in a chart: what is drawn of its points, of their moving average, and the
 * figure that the legend gives. FX thread only.
 */
final class DrawnLine {
    private final ChartLine line;
    private final SmoothedPoints smoothed;
    private final FxDataSet raw;
    private final FxDataSet smooth;
    private final FxDataSet lone;
    private final ReadOnlyDoubleWrapper figure = new ReadOnlyDoubleWrapper(Double.NaN);

    DrawnLine(ChartLine line, String id) {
        this.line = line;
        smoothed = new SmoothedPoints(line.points());
        raw = new FxDataSet(id);
        raw.addStyleClasses("raw");
        smooth = new FxDataSet(id + " smoothed");
        smooth.addStyleClasses("smooth");
        lone = new FxDataSet(id + " lone");
        lone.addStyleClasses("lone");
        for (String look : line.look()) {
            raw.addStyleClasses(look);
            smooth.addStyleClasses(look);
            lone.addStyleClasses(look);
        }
        if (line.sparse()) {
            raw.addStyleClasses("sparse");
        }
    }

    ChartLine line() {
        return line;
    }

    FxDataSet raw() {
        return raw;
    }

    FxDataSet smooth() {
        return smooth;
    }

    /** The only point of a line that has no second to go to; a mark shows it. */
    FxDataSet lone() {
        return lone;
    }

    /** The line begins anew. */
    void clear() {
        smoothed.clear();
    }

    /**
     * Draws what the view shows.
     *
     * @return the points drawn, by which the axis of values is set
     */
    List<DrawnPoints> draw(ChartView view, int columns) {
        StepRange range = view.rangeProperty().get();
        DrawnPoints own = DrawnPoints.of(line.points(), range, columns);
        raw.set(own.steps(), own.values());
        if (own.steps().length == 1) {
            lone.set(own.steps(), own.values());
        } else {
            lone.clearData();
        }
        double decay = view.smoothingProperty().get();
        if (decay > 0 && !line.sparse()) {
            DrawnPoints average = DrawnPoints.of(smoothed.at(decay), range, columns);
            smooth.set(average.steps(), average.values());
        } else {
            smooth.clearData();
        }
        return List.of(own);
    }

    /** Tells the value at a step, or the last where it is NaN. */
    void tell(double step) {
        Points points = line.points();
        figure.set(
                Double.isNaN(step)
                        ? points.size() == 0 ? Double.NaN : points.value(points.size() - 1)
                        : points.valueAt(step));
    }

    /** What the legend gives; NaN where there is nothing. */
    ReadOnlyDoubleProperty figureProperty() {
        return figure.getReadOnlyProperty();
    }
}
