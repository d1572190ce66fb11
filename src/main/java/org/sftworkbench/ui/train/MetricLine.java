package org.sftworkbench.ui.train;

import io.fair_acc.dataset.spi.DoubleDataSet;
import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import org.sftworkbench.train.TrainStep;

/** The points of one line: as measured, and their moving average. FX thread only. */
final class MetricLine {
    private final MetricSeries series;
    private final double smoothing;
    private final DoubleDataSet raw;
    private final DoubleDataSet smooth;
    private final ReadOnlyDoubleWrapper latest = new ReadOnlyDoubleWrapper(Double.NaN);
    private MovingAverage average;

    /**
     * @param smoothing decay of the moving average
     */
    MetricLine(MetricSeries series, double smoothing) {
        this.series = series;
        this.smoothing = smoothing;
        raw = new DoubleDataSet(series.name());
        raw.addStyleClasses("raw", series.styleClass());
        smooth = new DoubleDataSet(series.name() + ", smoothed");
        smooth.addStyleClasses("smooth", series.styleClass());
        average = new MovingAverage(smoothing);
    }

    DoubleDataSet raw() {
        return raw;
    }

    DoubleDataSet smooth() {
        return smooth;
    }

    /** The last value measured; NaN before the first. */
    ReadOnlyDoubleProperty latestProperty() {
        return latest.getReadOnlyProperty();
    }

    void add(List<? extends TrainStep> fresh) {
        // What was not measured is NaN, and no point.
        List<? extends TrainStep> measured =
                fresh.stream()
                        .filter(step -> !Double.isNaN(series.value().applyAsDouble(step)))
                        .toList();
        int count = measured.size();
        if (count == 0) {
            return;
        }
        double[] steps = new double[count];
        double[] values = new double[count];
        double[] averages = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = measured.get(i).step();
            values[i] = series.value().applyAsDouble(measured.get(i));
            averages[i] = average.add(values[i]);
        }
        raw.add(steps, values);
        smooth.add(steps, averages);
        latest.set(values[count - 1]);
    }

    void clear() {
        raw.clearData();
        smooth.clearData();
        average = new MovingAverage(smoothing);
        latest.set(Double.NaN);
    }
}
