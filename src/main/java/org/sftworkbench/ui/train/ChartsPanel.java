package org.sftworkbench.ui.train;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.chart.ChartTable;
import org.sftworkbench.ui.common.chart.MetricChart;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.runs.OverlaidRun;

/**
 * The charts of a run: one with the most room, and all of them small beside it; a click brings
 * another to the front. FX thread only.
 */
public final class ChartsPanel extends VBox {
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("in-focus");
    private static final double SHARPNESS = 2;

    /** With less room than this, the small charts stand in one column. */
    private static final double WIDE = 880;

    /** A small chart with the gap beside it, as in the style sheet. */
    private static final double TILE = 196;

    private static final double BAR = 16;

    private final Map<ChartKind, MetricChart> small = new EnumMap<>(ChartKind.class);

    @FXML private Slider smoothing;
    @FXML private CheckBox logarithmic;
    @FXML private Hyperlink all;
    @FXML private Label hint;
    @FXML private StackPane stage;
    @FXML private ScrollPane tileScroll;
    @FXML private TilePane tiles;
    @FXML private MetricChart focus;
    private TrainCharts charts;
    private Words words;
    private ChartExport export;

    public ChartsPanel() {}

    /**
     * @param dialogs asks where an export goes
     * @param background writes it
     * @param problems hears where it cannot be written
     */
    void bind(
            TrainCharts shared,
            Words language,
            FileDialogs dialogs,
            Executor background,
            Consumer<Problem> problems) {
        charts = shared;
        words = language;
        export = new ChartExport(words, dialogs, background, problems);
        PaneLoader.load(this, words);
        smoothing.valueProperty().bindBidirectional(charts.view().smoothingProperty());
        logarithmic.selectedProperty().bindBidirectional(charts.view().logarithmicProperty());
        // Half a hint is none: where there is no room for it, its picture tells it when pointed at.
        hint.contentDisplayProperty()
                .bind(
                        Bindings.when(widthProperty().lessThan(WIDE))
                                .then(ContentDisplay.GRAPHIC_ONLY)
                                .otherwise(ContentDisplay.TEXT_ONLY));
        all.visibleProperty().bind(charts.view().zoomedProperty());
        prepare(focus, true);
        // The same at any width: a least width that is lowered while the window is laid out comes
        // too late, and leaves the window's content wider than the window.
        tileScroll.setMinWidth(TILE + BAR);
        widthProperty().addListener((o, was, is) -> fitTiles(is.doubleValue()));
        for (ChartKind kind : ChartKind.values()) {
            tiles.getChildren().add(tile(kind));
        }
        charts.focusProperty().addListener((o, was, is) -> showFocus());
        charts.overlays().addListener((ListChangeListener<OverlaidRun>) change -> showLines());
        showLines();
        showFocus();
    }

    private void fitTiles(double width) {
        int columns = width < WIDE ? 1 : 2;
        tileScroll.setPrefWidth(columns * TILE + BAR);
    }

    private MetricChart tile(ChartKind kind) {
        MetricChart chart = new MetricChart();
        chart.getStyleClass().add("small");
        chart.titleProperty().bind(words.text(kind.shortTitle()));
        chart.explain(words.text(kind.meaning()));
        chart.formatProperty().set(kind.format());
        kind.ticks().ifPresent(chart::writeTicks);
        chart.keepHeight(kind.heights());
        chart.setFocusTraversable(true);
        chart.accessibleTextProperty().bind(words.text(kind.title()));
        chart.setOnMouseClicked(
                e -> {
                    if (e.isStillSincePress()) {
                        charts.focusProperty().set(kind);
                    }
                });
        chart.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                        charts.focusProperty().set(kind);
                    }
                });
        prepare(chart, false);
        small.put(kind, chart);
        return chart;
    }

    private void prepare(MetricChart chart, boolean readout) {
        chart.stepFormatProperty()
                .set(step -> words.say("step {0}", Numbers.count(Math.round(step))));
        chart.look(charts.view(), readout);
    }

    private void showLines() {
        small.forEach((kind, chart) -> chart.show(charts.lines(kind)));
        focus.show(charts.lines(charts.focusProperty().get()));
    }

    private void showFocus() {
        ChartKind kind = charts.focusProperty().get();
        focus.titleProperty().bind(words.text(kind.title()));
        focus.explain(words.text(kind.meaning()));
        focus.keepHeight(kind.heights());
        focus.formatProperty().set(kind.format());
        kind.ticks().ifPresentOrElse(focus::writeTicks, focus::writeShortestTicks);
        focus.show(charts.lines(kind));
        small.forEach((each, chart) -> chart.pseudoClassStateChanged(FOCUSED, each == kind));
    }

    @FXML
    private void showAll() {
        all.setVisited(false);
        charts.view().reset();
    }

    @FXML
    private void exportPng() {
        SnapshotParameters sharp = new SnapshotParameters();
        sharp.setTransform(Transform.scale(SHARPNESS, SHARPNESS));
        sharp.setFill(Color.WHITE);
        export.png(
                charts.focusProperty().get(), getScene().getWindow(), stage.snapshot(sharp, null));
    }

    @FXML
    private void exportCsv() {
        export.csv(
                charts.focusProperty().get(), getScene().getWindow(), ChartTable.of(focus.shown()));
    }
}
