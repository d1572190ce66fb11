package org.sftworkbench.ui.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Transform;
import javafx.stage.FileChooser.ExtensionFilter;
import javax.imageio.ImageIO;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.FxExecutors;
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
    @FXML private StackPane stage;
    @FXML private ScrollPane tileScroll;
    @FXML private TilePane tiles;
    @FXML private MetricChart focus;
    private TrainCharts charts;
    private Words words;
    private FileDialogs dialogs;
    private Executor background;
    private Consumer<Problem> problems;

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
        this.dialogs = dialogs;
        this.background = background;
        this.problems = problems;
        PaneLoader.load(this, words);
        smoothing.valueProperty().bindBidirectional(charts.view().smoothingProperty());
        logarithmic.selectedProperty().bindBidirectional(charts.view().logarithmicProperty());
        all.visibleProperty().bind(charts.view().zoomedProperty());
        prepare(focus, true);
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
        tileScroll.setMinWidth(columns * TILE + BAR);
        tileScroll.setPrefWidth(columns * TILE + BAR);
    }

    private MetricChart tile(ChartKind kind) {
        MetricChart chart = new MetricChart();
        chart.getStyleClass().add("small");
        chart.titleProperty().bind(words.text(kind.title()));
        chart.formatProperty().set(kind.format());
        kind.ticks().ifPresent(chart::writeTicks);
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
        save("png", "PNG")
                .ifPresent(
                        file -> {
                            int[] size = new int[2];
                            int[] pixels = pixels(size);
                            write(file, path -> png(path, pixels, size[0], size[1]));
                        });
    }

    @FXML
    private void exportCsv() {
        save("csv", "CSV")
                .ifPresent(
                        file -> {
                            ChartTable table = ChartTable.of(focus.shown());
                            write(
                                    file,
                                    path ->
                                            Files.writeString(
                                                    path, table.csv(), StandardCharsets.UTF_8));
                        });
    }

    private java.util.Optional<Path> save(String extension, String name) {
        FileDialogs.Kind kind =
                new FileDialogs.Kind(
                        "chart",
                        words.say("Save the chart as {0}", name),
                        List.of(new ExtensionFilter(name, "*." + extension)));
        String suggested =
                charts.focusProperty().get().name().toLowerCase(java.util.Locale.ROOT)
                        + "."
                        + extension;
        return dialogs.saveFile(getScene().getWindow(), kind, suggested);
    }

    /** Writes a file of an export. */
    @FunctionalInterface
    private interface Export {
        void to(Path file) throws IOException;
    }

    private void write(Path file, Export export) {
        BackgroundTask.of(
                        () -> {
                            export.to(file);
                            return file;
                        })
                .onError(
                        IOException.class,
                        e ->
                                problems.accept(
                                        Problem.error(
                                                Words.original(
                                                        "{0} cannot be written: {1}",
                                                        file, e.getMessage()))))
                .start(background, FxExecutors.fx());
    }

    private int[] pixels(int[] size) {
        SnapshotParameters sharp = new SnapshotParameters();
        sharp.setTransform(Transform.scale(SHARPNESS, SHARPNESS));
        sharp.setFill(javafx.scene.paint.Color.WHITE);
        WritableImage image = stage.snapshot(sharp, null);
        size[0] = (int) image.getWidth();
        size[1] = (int) image.getHeight();
        int[] pixels = new int[size[0] * size[1]];
        image.getPixelReader()
                .getPixels(
                        0,
                        0,
                        size[0],
                        size[1],
                        PixelFormat.getIntArgbInstance(),
                        pixels,
                        0,
                        size[0]);
        return pixels;
    }

    private static void png(Path file, int[] pixels, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        if (!ImageIO.write(picture, "png", file.toFile())) {
            throw new IOException("no writer for PNG");
        }
    }
}
