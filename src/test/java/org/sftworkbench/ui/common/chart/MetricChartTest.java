package org.sftworkbench.ui.common.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.ui.HiddenSidesPane;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.ui.FxTest;

@Tag("compiled")
class MetricChartTest extends FxTest {
    private static final int MANY = 100_000;

    /** Twenty pictures a second. */
    private static final double SMOOTH_MILLISECONDS = 50;

    private final ChartView view = new ChartView();
    private MetricChart chart;
    private Stage stage;

    @BeforeEach
    void openTheChart() {
        theme(false);
        chart =
                runFx(
                        () -> {
                            MetricChart made = new MetricChart();
                            made.setTitle("Loss");
                            made.stepFormatProperty().set(step -> "step " + Math.round(step));
                            made.look(view, true);
                            return made;
                        });
        stage = show(chart, 900, 420);
    }

    @AfterEach
    void closeTheChart() {
        doFx(stage::close);
    }

    @Test
    void aHundredThousandPointsOfThreeLinesStaySmooth() {
        List<ChartLine> lines = new ArrayList<>();
        for (String look : List.of("supervised", "all-tokens", "run-1")) {
            lines.add(line(look, MANY, look.length()));
        }
        doFx(
                () -> {
                    view.setEnd(MANY);
                    view.smoothingProperty().set(0.9);
                    chart.show(lines);
                });
        waitForFxEvents();
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            double factor = i % 2 == 0 ? 0.8 : 1.25;
            best = Math.min(best, runFx(() -> milliseconds(factor)));
        }
        System.getLogger(MetricChartTest.class.getName())
                .log(System.Logger.Level.INFO, "a redraw took " + best + " ms");
        snapshot(stage.getScene(), Path.of("target", "screenshots", "chart-many.png"));

        assertThat(best).isLessThan(SMOOTH_MILLISECONDS);
        assertThat(lines).allMatch(line -> line.points().size() == MANY);
    }

    private double milliseconds(double factor) {
        view.zoom(MANY / 2.0, factor);
        // Of the processor: what else the machine does is no part of it.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        chart.draw();
        chart.applyCss();
        chart.layout();
        return (threads.getCurrentThreadCpuTime() - start) / 1e6;
    }

    @Test
    void nothingWithinAChartHoldsTheKeyboardUp() {
        assertThat(runFx(() -> stops(chart))).isEmpty();
    }

    private static List<String> stops(Parent parent) {
        List<String> found = new ArrayList<>();
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child.isFocusTraversable() && child.isVisible()) {
                found.add(child.getClass().getSimpleName() + child.getStyleClass());
            }
            if (child instanceof Parent inner) {
                found.addAll(stops(inner));
            }
        }
        return found;
    }

    @Test
    void theWheelLooksCloserDraggingMovesAndADoubleClickShowsEverything() {
        doFx(
                () -> {
                    view.setEnd(100);
                    chart.show(List.of(line("supervised", 100, 1)));
                });
        waitForFxEvents();
        doFx(() -> scroll(40));
        assertThat(view.rangeProperty().get().length()).isBetween(79.0, 81.0);

        double before = view.rangeProperty().get().from();
        doFx(
                () -> {
                    mouse(MouseEvent.MOUSE_PRESSED, 0.5, 1);
                    mouse(MouseEvent.MOUSE_DRAGGED, 0.4, 1);
                });
        assertThat(view.rangeProperty().get().from()).isGreaterThan(before);

        doFx(() -> mouse(MouseEvent.MOUSE_CLICKED, 0.5, 2));
        assertThat(view.rangeProperty().get()).isEqualTo(new StepRange(0, 100));
    }

    @Test
    void rightOfTheLinesTheirLastStepIsMeant() {
        ChartLine stopped = line("supervised", 40, 1);
        doFx(
                () -> {
                    view.setEnd(100);
                    chart.formatProperty().set(value -> String.format("%.3f", value));
                    chart.show(List.of(stopped));
                });
        waitForFxEvents();
        doFx(() -> mouse(MouseEvent.MOUSE_MOVED, 0.8, 1));
        waitForFxEvents();

        Points points = stopped.points();
        assertThat(texts(".crosshair-readout"))
                .contains(
                        "step " + Math.round(points.step(points.size() - 1)),
                        String.format("%.3f", points.value(points.size() - 1)));
    }

    @Test
    void theCrosshairTellsTheValuesOfAllLines() {
        ChartLine falling = line("supervised", 100, 1);
        ChartLine rising = line("run-1", 100, 2);
        doFx(
                () -> {
                    view.setEnd(100);
                    chart.formatProperty().set(value -> String.format("%.3f", value));
                    chart.show(List.of(falling, rising));
                });
        waitForFxEvents();
        doFx(() -> mouse(MouseEvent.MOUSE_MOVED, 0.5, 1));
        waitForFxEvents();

        double step = view.pointedProperty().get();
        assertThat(step).isBetween(48.0, 52.0).isEqualTo(Math.rint(step));
        assertThat(texts(".crosshair-readout"))
                .contains(
                        "step " + Math.round(step),
                        String.format("%.3f", falling.points().valueAt(step)),
                        String.format("%.3f", rising.points().valueAt(step)));

        doFx(() -> mouse(MouseEvent.MOUSE_EXITED, 0.5, 1));
        assertThat(runFx(() -> chart.lookup(".crosshair-readout").isVisible())).isFalse();
    }

    @Test
    void theCrosshairIsAsHighAsTheChartAndItsValuesStandWhereThereIsRoom() {
        show(1);
        Bounds canvas = runFx(() -> inScene(canvas()));
        doFx(() -> mouse(MouseEvent.MOUSE_MOVED, 0.25, 1));
        Bounds upright = runFx(() -> inScene(chart.lookup(".crosshair")));
        assertThat(upright.getHeight()).isGreaterThan(canvas.getHeight() - 3);
        assertThat(runFx(() -> inScene(chart.lookup(".crosshair-readout"))).getMinX())
                .as("right of the line in the left half")
                .isGreaterThan(upright.getMaxX());
        doFx(() -> mouse(MouseEvent.MOUSE_MOVED, 0.9, 1));
        assertThat(runFx(() -> inScene(chart.lookup(".crosshair-readout"))).getMaxX())
                .as("left of it where the chart ends")
                .isLessThan(runFx(() -> inScene(chart.lookup(".crosshair"))).getMinX());
    }

    @Test
    void nothingComesDownOverTheLinesWhereThePointerIsAtTheTop() {
        show(1);
        Node bar = runFx(() -> ((XYChart) chart.lookup(".chart")).getToolBar());
        assertThat(runFx(bar::isVisible)).isFalse();
        assertThat(
                        runFx(
                                () ->
                                        ((HiddenSidesPane) bar.getParent().getParent())
                                                .getTriggerDistance()))
                .as("how near the pointer calls for it, where 0 is never")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOnlyPointIsSeen(boolean dark) {
        theme(dark);
        doFx(
                () -> {
                    view.setEnd(1);
                    chart.show(List.of(line("plain", "one", 1, 1)));
                });
        waitUntil("more than three pixels in the middle", () -> marked() > 3);
    }

    /** Pixels in the middle column that differ plainly from the ground. FX thread only. */
    private long marked() {
        WritableImage drawn = canvas().snapshot(new SnapshotParameters(), null);
        Color blank = drawn.getPixelReader().getColor(1, 1);
        int x = (int) drawn.getWidth() / 2;
        return IntStream.range(0, (int) drawn.getHeight())
                .mapToObj(y -> drawn.getPixelReader().getColor(x, y))
                .filter(color -> difference(color, blank) > 0.6)
                .count();
    }

    private static double difference(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed())
                + Math.abs(one.getGreen() - other.getGreen())
                + Math.abs(one.getBlue() - other.getBlue());
    }

    @Test
    void theCrosshairStaysAtItsStepWhereTheViewIsZoomedUnderIt() {
        show(1);
        doFx(() -> mouse(MouseEvent.MOUSE_MOVED, 0.6, 1));
        // Where the numbers at the axis of values stay as wide, nothing else is laid out anew.
        for (double factor : new double[] {0.7, 0.97, 1.03, 2}) {
            doFx(() -> view.zoom(20, factor));
            waitForFxEvents();
            waitForFxEvents();
            Bounds canvas = runFx(() -> inScene(canvas()));
            StepRange shown = view.rangeProperty().get();
            double share = (view.pointedProperty().get() - shown.from()) / shown.length();
            assertThat(runFx(() -> inScene(chart.lookup(".crosshair"))).getCenterX())
                    .as("zoomed by %s", factor)
                    .isCloseTo(canvas.getMinX() + share * canvas.getWidth(), within(2.0));
        }
    }

    @Test
    void theValuesOfSixRunsAndTheirEvaluationsAreAllInSight() {
        show(24);
        doFx(() -> mouse(MouseEvent.MOUSE_MOVED, 0.5, 1));
        waitForFxEvents();
        snapshot(stage.getScene(), Path.of("target", "screenshots", "chart-crosshair.png"));
        Bounds canvas = runFx(() -> inScene(canvas()));
        Bounds readout = runFx(() -> inScene(chart.lookup(".crosshair-readout")));
        assertThat(texts(".crosshair-readout")).contains("line 1", "line 24");
        assertThat(readout.getMaxY()).isLessThanOrEqualTo(canvas.getMaxY());
        assertThat(readout.getMinY()).isGreaterThanOrEqualTo(canvas.getMinY());
        assertThat(readout.getMaxX()).isLessThanOrEqualTo(canvas.getMaxX() + 1);
    }

    @Test
    void aRunAndItsEvaluationHaveOneNameAndStandInOneLineAtTheCrosshair() {
        ChartLine training = line("run-1", "first", 100, 1);
        ChartLine evaluation =
                new ChartLine(
                        new SimpleStringProperty("first, evaluation"),
                        List.of("run-1"),
                        true,
                        line("run-1", "", 100, 2).points());
        doFx(
                () -> {
                    view.setEnd(100);
                    chart.formatProperty().set(value -> String.format("%.3f", value));
                    chart.show(List.of(training, evaluation));
                });
        waitForFxEvents();
        assertThat(texts(".metric-legend")).containsExactly("first");
        doFx(() -> mouse(MouseEvent.MOUSE_MOVED, 0.5, 1));
        double step = view.pointedProperty().get();
        assertThat(texts(".crosshair-readout"))
                .containsExactly(
                        "step " + Math.round(step),
                        "first",
                        String.format("%.3f", training.points().valueAt(step)),
                        String.format("%.3f", evaluation.points().valueAt(step)));
    }

    private void show(int count) {
        List<ChartLine> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(line("run-" + (i % 6 + 1), "line " + i, 100, i));
        }
        doFx(
                () -> {
                    view.setEnd(100);
                    chart.formatProperty().set(value -> String.format("%.3f", value));
                    chart.show(lines);
                });
        waitForFxEvents();
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getBoundsInLocal());
    }

    private List<String> texts(String within) {
        return runFx(
                () ->
                        chart.lookup(within).lookupAll(".label").stream()
                                .map(label -> ((Label) label).getText())
                                .toList());
    }

    private void scroll(double amount) {
        Bounds at = canvas().localToScene(canvas().getBoundsInLocal());
        Event.fireEvent(
                canvas(),
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        at.getCenterX(),
                        at.getCenterY(),
                        at.getCenterX(),
                        at.getCenterY(),
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        0,
                        amount,
                        0,
                        amount,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        null));
    }

    private void mouse(javafx.event.EventType<MouseEvent> type, double share, int clicks) {
        Bounds at = canvas().localToScene(canvas().getBoundsInLocal());
        double x = at.getMinX() + share * at.getWidth();
        boolean down = type != MouseEvent.MOUSE_MOVED && type != MouseEvent.MOUSE_EXITED;
        Event.fireEvent(
                type == MouseEvent.MOUSE_EXITED ? chart.lookup(".chart") : canvas(),
                new MouseEvent(
                        type,
                        x,
                        at.getCenterY(),
                        x,
                        at.getCenterY(),
                        MouseButton.PRIMARY,
                        clicks,
                        false,
                        false,
                        false,
                        false,
                        down,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }

    private Node canvas() {
        return ((io.fair_acc.chartfx.XYChart) chart.lookup(".chart")).getCanvas();
    }

    private static ChartLine line(String look, int count, long seed) {
        return line(look, look, count, seed);
    }

    private static ChartLine line(String look, String name, int count, long seed) {
        Random random = new Random(seed);
        Points points = new Points();
        double[] steps = new double[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = i + 1;
            values[i] = 3 * Math.exp(-3.0 * i / count) + 0.2 * random.nextGaussian() + 1;
        }
        points.addAll(steps, values);
        return new ChartLine(new SimpleStringProperty(name), List.of(look), false, points);
    }
}
