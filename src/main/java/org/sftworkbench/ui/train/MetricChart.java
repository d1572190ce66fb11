package org.sftworkbench.ui.train;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.AxisMode;
import io.fair_acc.chartfx.plugins.Zoomer;
import io.fair_acc.chartfx.renderer.spi.BasicDataSetRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sftworkbench.train.TrainStep;

/**
 * A live chart of one or more figures over the steps of a run, with the latest figure in its
 * legend. Every step is a point; smoothing only adds lines. FX thread only.
 */
public final class MetricChart extends VBox {
    private static final PseudoClass SMOOTHED = PseudoClass.getPseudoClass("smoothed");
    private static final int EMPTY_RANGE = 100;
    private static final double SMOOTHING = 0.9;

    private final Label title = new Label();
    private final HBox legend = new HBox();
    private final HBox header = new HBox();
    private final ObjectProperty<Node> corner = new SimpleObjectProperty<>(this, "corner");
    private final NiceAxis stepAxis = new NiceAxis("step", 1);
    private final NiceAxis valueAxis = new NiceAxis("", 0);
    private final XYChart chart = new XYChart(stepAxis, valueAxis);
    private final BasicDataSetRenderer renderer = new BasicDataSetRenderer();
    private final BooleanProperty smoothed = new SimpleBooleanProperty(this, "smoothed");
    private final List<MetricLine> lines = new ArrayList<>();
    private int totalSteps;

    public MetricChart() {
        getStyleClass().add("metric-chart");
        title.getStyleClass().add("metric-title");
        title.setMinWidth(USE_PREF_SIZE);
        legend.getStyleClass().add("metric-legend");
        header.getChildren().setAll(title, legend);
        header.getStyleClass().add("metric-header");
        HBox.setHgrow(legend, Priority.ALWAYS);
        stepAxis.setAutoRanging(false);
        stepAxis.setTickLabelFormatter(new TickLabels());
        valueAxis.setTickLabelFormatter(new TickLabels());
        valueAxis.setForceZeroInRange(true);
        chart.setLegendVisible(false);
        chart.getRenderers().setAll(renderer);
        renderer.setDrawMarker(false);
        Zoomer zoomer = new Zoomer(AxisMode.X);
        zoomer.setAddButtonsToToolBar(false);
        zoomer.setSliderVisible(false);
        zoomer.setAnimated(false);
        chart.getPlugins().addAll(zoomer, new StepTooltip());
        Tooltip.install(
                header, new Tooltip("Drag over the chart to look closer, right-click to go back"));
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(header, chart);
        corner.addListener((o, was, is) -> header.getChildren().setAll(title, legend, is));
        smoothed.addListener((o, was, is) -> pseudoClassStateChanged(SMOOTHED, is));
        showRange(EMPTY_RANGE);
    }

    /** What the chart is called. */
    public StringProperty titleProperty() {
        return title.textProperty();
    }

    public String getTitle() {
        return title.getText();
    }

    public void setTitle(String text) {
        title.setText(text);
    }

    /** A control at the end of the heading. */
    public ObjectProperty<Node> cornerProperty() {
        return corner;
    }

    public Node getCorner() {
        return corner.get();
    }

    public void setCorner(Node node) {
        corner.set(node);
    }

    /** Whether a moving average is drawn over each line. */
    public BooleanProperty smoothedProperty() {
        return smoothed;
    }

    /**
     * Fills the chart with the steps there are and with all that come.
     *
     * @param format writes the latest figure in the legend
     */
    void show(
            ObservableList<TrainStep> steps, DoubleFunction<String> format, MetricSeries... shown) {
        for (MetricSeries series : shown) {
            MetricLine line = new MetricLine(series, SMOOTHING);
            lines.add(line);
            renderer.getDatasets().addAll(line.raw(), line.smooth());
            legend.getChildren().add(legendItem(series, line, format));
        }
        append(steps);
        steps.addListener(
                (ListChangeListener<TrainStep>)
                        change -> {
                            while (change.next()) {
                                if (change.wasRemoved()) {
                                    lines.forEach(MetricLine::clear);
                                }
                                append(change.wasRemoved() ? steps : change.getAddedSubList());
                            }
                        });
    }

    private static HBox legendItem(
            MetricSeries series, MetricLine line, DoubleFunction<String> format) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("metric-swatch", series.styleClass());
        Label name = new Label(series.name());
        name.setMinWidth(series.name().isEmpty() ? 0 : USE_PREF_SIZE);
        name.getStyleClass().add("metric-name");
        Label latest = new Label();
        latest.setMinWidth(USE_PREF_SIZE);
        latest.getStyleClass().add("metric-latest");
        latest.textProperty()
                .bind(
                        line.latestProperty()
                                .map(
                                        value ->
                                                Double.isNaN(value.doubleValue())
                                                        ? ""
                                                        : format.apply(value.doubleValue())));
        HBox item = new HBox(swatch, name, latest);
        item.getStyleClass().add("metric-legend-item");
        return item;
    }

    private void append(List<? extends TrainStep> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        lines.forEach(line -> line.add(fresh));
        int total = fresh.get(fresh.size() - 1).totalSteps();
        if (total != totalSteps) {
            totalSteps = total;
            showRange(total);
        }
    }

    private void showRange(int total) {
        stepAxis.set(0, Math.max(total, 1));
    }
}
