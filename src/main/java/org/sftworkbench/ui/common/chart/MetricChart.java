package org.sftworkbench.ui.common.chart;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.renderer.spi.BasicDataSetRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A live chart of one or more figures over the steps of runs, with a figure of each line in its
 * legend: the latest, or that at the step pointed at. However many points there are, only what the
 * pixels can show is drawn; smoothing only adds lines. FX thread only.
 */
public final class MetricChart extends VBox {
    private static final PseudoClass SMOOTHED = PseudoClass.getPseudoClass("smoothed");

    private static final double WIDEST_TIP = 340;

    private final Label title = new Label();
    private final FlowPane legend = new FlowPane();
    private final HBox header = new HBox();
    private final NiceAxis stepAxis = new NiceAxis("step", 1);
    private final NiceAxis valueAxis = new NiceAxis("", 0);
    private final XYChart chart = new BareChart(stepAxis, valueAxis);
    private final BasicDataSetRenderer renderer = new BasicDataSetRenderer();
    private final ObjectProperty<DoubleFunction<String>> format =
            new SimpleObjectProperty<>(this, "format", Double::toString);
    private final ObjectProperty<DoubleFunction<String>> stepFormat =
            new SimpleObjectProperty<>(this, "stepFormat", Double::toString);
    private final List<DrawnLine> lines = new ArrayList<>();
    private final ChangeListener<Object> changed = (o, was, is) -> drawSoon();
    private final ChangeListener<Number> grown = (o, was, is) -> grown(is.intValue());
    private final ChangeListener<Object> pointed = (o, was, is) -> point();
    private ChartView view = new ChartView();
    private Crosshair crosshair;
    private boolean detailed = true;
    private boolean drawingSoon;
    private ValueRange.Heights heights = ValueRange.Heights.ANY;

    public MetricChart() {
        getStyleClass().add("metric-chart");
        getStylesheets().add(styles());
        title.getStyleClass().add("metric-title");
        legend.getStyleClass().add("metric-legend");
        header.getChildren().setAll(title, legend);
        header.getStyleClass().add("metric-header");
        HBox.setHgrow(legend, Priority.ALWAYS);
        stepAxis.setAutoRanging(false);
        stepAxis.setTickLabelFormatter(new TickLabels());
        valueAxis.setAutoRanging(false);
        valueAxis.setTickLabelFormatter(new TickLabels());
        chart.setLegendVisible(false);
        chart.getRenderers().setAll(renderer);
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(header, chart);
        chart.getCanvas().widthProperty().addListener(changed);
    }

    /** The style sheet with the looks of lines, for who shows their swatches elsewhere. */
    public static String styles() {
        return Objects.requireNonNull(MetricChart.class.getResource("MetricChart.css"))
                .toExternalForm();
    }

    /** What the chart is called. */
    public StringProperty titleProperty() {
        return title.textProperty();
    }

    /** Says in more words what the title means, where the pointer rests on it. */
    public void explain(ObservableValue<String> meaning) {
        Tooltip tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDEST_TIP);
        tooltip.textProperty().bind(meaning);
        title.setTooltip(tooltip);
    }

    public String getTitle() {
        return title.getText();
    }

    public void setTitle(String text) {
        title.setText(text);
    }

    /** Writes a figure in the legend. */
    public ObjectProperty<DoubleFunction<String>> formatProperty() {
        return format;
    }

    /** Writes the numbers at the axis of values. */
    public void writeTicks(DoubleFunction<String> ticks) {
        valueAxis.setTickLabelFormatter(new TickLabels(ticks));
    }

    /** Writes the numbers at the axis of values as short as can be. */
    public void writeShortestTicks() {
        valueAxis.setTickLabelFormatter(new TickLabels());
    }

    /** Has the axis of values be so high at least. */
    public void keepHeight(ValueRange.Heights least) {
        heights = least;
        drawSoon();
    }

    /** Names a step beside the crosshair. */
    public ObjectProperty<DoubleFunction<String>> stepFormatProperty() {
        return stepFormat;
    }

    /**
     * Takes the view this chart shares with others; once.
     *
     * @param readout whether all lines are named, and their values told beside the crosshair; else
     *     the first line's figure alone is given, and the wheel is left to what it stands in
     */
    public void look(ChartView shared, boolean readout) {
        view = shared;
        detailed = readout;
        if (readout) {
            title.setMinWidth(USE_PREF_SIZE);
        } else {
            // No wider than its figure, so that the title has the room.
            legend.setPrefWrapLength(1);
        }
        crosshair = new Crosshair(chart.getCanvasForeground(), stepAxis, valueAxis, readout);
        new ChartGestures(chart, stepAxis, view, readout);
        view.rangeProperty().addListener(new WeakChangeListener<>(changed));
        view.smoothingProperty().addListener(new WeakChangeListener<>(changed));
        view.logarithmicProperty().addListener(new WeakChangeListener<>(changed));
        view.pointedProperty().addListener(new WeakChangeListener<>(pointed));
        drawSoon();
    }

    /** Shows these lines in place of those before; each is followed as it grows. */
    public void show(List<ChartLine> shown) {
        for (DrawnLine line : lines) {
            line.line().points().sizeProperty().removeListener(grown);
        }
        lines.clear();
        legend.getChildren().clear();
        for (ChartLine line : shown) {
            DrawnLine drawn = new DrawnLine(line, lines.size() + "");
            boolean joins = !lines.isEmpty() && line.joins(lines.get(lines.size() - 1).line());
            lines.add(drawn);
            line.points().sizeProperty().addListener(grown);
            if (detailed && joins) {
                join((HBox) legend.getChildren().get(legend.getChildren().size() - 1), line);
            } else if (detailed || lines.size() == 1) {
                legend.getChildren().add(legendItem(drawn));
            }
        }
        renderer.getDatasets()
                .setAll(
                        lines.stream()
                                .flatMap(l -> List.of(l.raw(), l.smooth(), l.lone()).stream())
                                .toList());
        drawSoon();
    }

    /** The lines that are shown. */
    public List<ChartLine> shown() {
        return lines.stream().map(DrawnLine::line).toList();
    }

    private HBox legendItem(DrawnLine line) {
        Label name = new Label();
        name.textProperty().bind(line.line().name());
        name.getStyleClass().add("metric-name");
        Label figure = new Label();
        figure.setMinWidth(USE_PREF_SIZE);
        figure.getStyleClass().add("metric-latest");
        figure.textProperty()
                .bind(
                        line.figureProperty()
                                .map(
                                        value ->
                                                Double.isNaN(value.doubleValue())
                                                        ? ""
                                                        : format.get().apply(value.doubleValue())));
        HBox item = new HBox(new LineSwatch(line.line()), name, figure);
        item.getStyleClass().add("metric-legend-item");
        item.managedProperty().bind(item.visibleProperty());
        // A figure that is not measured takes no room.
        item.visibleProperty().bind(line.line().points().sizeProperty().greaterThan(0));
        return item;
    }

    /** Two lines of one run have one name, and their figures at the crosshair: room is scarce. */
    private static void join(HBox item, ChartLine second) {
        item.getChildren().remove(item.getChildren().size() - 1);
        item.getChildren().add(1, new LineSwatch(second));
    }

    private void grown(int size) {
        if (size == 0) {
            lines.forEach(DrawnLine::clear);
        }
        drawSoon();
    }

    private void drawSoon() {
        if (!drawingSoon) {
            drawingSoon = true;
            Platform.runLater(
                    () -> {
                        drawingSoon = false;
                        draw();
                    });
        }
    }

    /** Brings the drawing up to the data and the view; happens by itself after a change. */
    void draw() {
        int columns = Math.max(1, (int) Math.ceil(chart.getCanvas().getWidth()));
        pseudoClassStateChanged(SMOOTHED, view.smoothingProperty().get() > 0);
        List<DrawnPoints> drawn = new ArrayList<>();
        for (DrawnLine line : lines) {
            drawn.addAll(line.draw(view, columns));
        }
        ValueRange values =
                ValueRange.of(
                        drawn,
                        heights,
                        view.zoomedProperty().get(),
                        view.logarithmicProperty().get());
        StepRange steps = view.rangeProperty().get();
        stepAxis.set(steps.from(), steps.to());
        if (valueAxis.isLogAxis() != values.logarithmic()) {
            valueAxis.setLogAxis(values.logarithmic());
        }
        valueAxis.set(values.from(), values.to());
        point();
    }

    /**
     * Right of all lines the last step that one of them has is meant, as nothing is known there.
     */
    private double pointedAt() {
        double last =
                lines.stream()
                        .map(line -> line.line().points())
                        .filter(points -> points.size() > 0)
                        .mapToDouble(points -> points.step(points.size() - 1))
                        .max()
                        .orElse(Double.POSITIVE_INFINITY);
        return Math.min(last, view.pointedProperty().get());
    }

    private void point() {
        double step = pointedAt();
        lines.forEach(line -> line.tell(step));
        if (crosshair == null) {
            return;
        }
        if (Double.isNaN(step)) {
            crosshair.hide();
        } else {
            crosshair.show(
                    step,
                    view.rangeProperty().get(),
                    stepFormat.get().apply(step),
                    lines,
                    format.get());
        }
    }
}
