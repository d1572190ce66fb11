package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.runs.MetricHistory;
import org.sftworkbench.ui.train.TrainState;
import org.sftworkbench.ui.train.TrainViewModel;

/** A user trains, stops, goes on, trains again and compares, in the window with a real engine. */
class TrainJourneyTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final int ROWS = 16;

    @TempDir private Path home;

    private Workbench workbench;
    private TrainViewModel train;
    private Stage stage;

    @BeforeEach
    void openTheWindow() throws IOException {
        WorkbenchFiles files = StarterCopy.in(home);
        Path few = home.resolve("few.jsonl");
        try (Stream<String> rows = Files.lines(Path.of("sample-data", "messages.jsonl"))) {
            Files.write(few, rows.limit(ROWS).toList());
        }
        workbench = runFx(() -> new Workbench(new LocalEngine(), files, new MemoryPreferences()));
        train = runFx(workbench::train);
        stage = show(workbench.root(), 1360, 860);
        doFx(workbench::openDefaults);
        waitUntil(
                "the model is loaded", () -> workbench.shared().modelInfoProperty().get() != null);
        doFx(() -> workbench.shared().openData(List.of(few)));
        waitUntil("few rows are open", () -> train.inputs().rows().size() == ROWS);
        doFx(() -> workbench.window().goTo(Section.TRAIN));
        doFx(
                () -> {
                    train.form().byStepsProperty().set(true);
                    train.form().steps().textProperty().set("5");
                    train.form().batchSize().textProperty().set("2");
                    train.choices().record().evalShare().textProperty().set("4");
                    train.choices().record().evalEvery().textProperty().set("2");
                    train.choices().record().saveEvery().textProperty().set("2");
                    train.probe().every().textProperty().set("5");
                    train.timeline().every().textProperty().set("1");
                });
        waitUntil("a run can start", () -> train.canStartProperty().get());
        waitUntil(
                "the memory is foretold", () -> !train.forecast().memoryProperty().get().isEmpty());
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        workbench.close();
    }

    @Test
    void trainStopContinueOverlayCompareDelete() {
        assertThat(runFx(() -> train.forecast().memoryProperty().get())).contains("free");
        assertThat(runFx(() -> train.forecast().deviceProperty().get())).isNotEmpty();
        start();
        waitUntil("two steps are taken", () -> train.run().steps().size() >= 2);
        doFx(button("Stop")::fire);
        waitUntil("it has stopped", () -> !train.run().activeProperty().get());
        picture("journey-stopped");

        if (runFx(() -> train.run().stateProperty().get()) == TrainState.STOPPED) {
            Path kept = runFx(() -> train.run().savedProperty().get());
            assertThat(kept).isDirectoryContaining("glob:**trainer_state.json");
            doFx(button("Continue")::fire);
            done();
        }
        MetricHistory history = runFx(() -> train.charts().history());
        assertThat(history.points(MetricHistory.LOSS).size()).isEqualTo(5);
        assertThat(history.points(MetricHistory.STOP).size()).isPositive();
        assertThat(history.points(MetricHistory.EVAL_LOSS).size()).isGreaterThanOrEqualTo(3);
        assertThat(runFx(() -> train.timeline().scores().size())).isEqualTo(6);

        doFx(() -> train.form().learningRate().textProperty().set("1e-4"));
        start();
        done();
        waitUntil(
                "both runs are listed as finished",
                () ->
                        train.runs().runs().size() == 2
                                && train.runs().runs().stream()
                                        .allMatch(
                                                run ->
                                                        run.record().orElseThrow().state()
                                                                == RunState.FINISHED));

        doFx(() -> tabs().getSelectionModel().select(2));
        waitForFxEvents();
        doFx(() -> ((CheckBox) table().lookup(".check-box")).fire());
        waitUntil(
                "a run is drawn beside",
                () ->
                        train.runs().overlays().shown().stream()
                                .anyMatch(o -> o.history().points(MetricHistory.LOSS).size() == 5));
        picture("journey-overlay");

        doFx(() -> table().getSelectionModel().selectIndices(0, 1));
        doFx(button("Compare")::fire);
        assertThat(runFx(() -> train.runs().differenceProperty().get().differing()))
                .anyMatch(line -> line.key().equals("learning_rate"));
        picture("journey-diff");
        doFx(button("All runs")::fire);

        StoredRun first = runFx(() -> train.runs().runs().get(1));
        doFx(() -> table().getSelectionModel().clearAndSelect(1));
        doFx(button("Probe")::fire);
        waitUntil(
                "the first run's probe is shown",
                () -> first.name().equals(train.timeline().pastProperty().get()));
        assertThat(runFx(() -> tabs().getSelectionModel().getSelectedIndex())).isEqualTo(1);
        assertThat(runFx(() -> train.timeline().scores().size())).isEqualTo(6);
        assertThat(shown("Probe of " + first.name())).isTrue();
        doFx(() -> train.timeline().shownProperty().set(2));
        picture("journey-past-probe");
        doFx(button("Back to the present run")::fire);
        assertThat(runFx(() -> train.timeline().pastProperty().get())).isNull();
        doFx(() -> tabs().getSelectionModel().select(2));

        StoredRun gone = runFx(() -> train.runs().runs().get(0));
        doFx(() -> table().getSelectionModel().clearAndSelect(0));
        doFx(button("Delete…")::fire);
        waitForFxEvents();
        assertThat(shown("Delete " + gone.record().orElseThrow().name())).isTrue();
        picture("journey-delete");
        doFx(button("Delete")::fire);
        waitUntil("it is gone", () -> train.runs().runs().size() == 1);
        waitUntil("its files are gone", () -> Files.notExists(gone.directory().path()));
    }

    /** Starts, whatever the checks warn of. */
    private void start() {
        doFx(button("Start")::fire);
        waitUntil(
                "the run goes on or a question is asked",
                () ->
                        train.run().stateProperty().get() == TrainState.ASKING
                                || train.run().stateProperty().get() == TrainState.RUNNING
                                || !train.run().activeProperty().get());
        if (runFx(() -> train.run().stateProperty().get()) == TrainState.ASKING) {
            picture("journey-asked");
            doFx(button("Start all the same")::fire);
        }
    }

    private void done() {
        waitUntil(
                "the run has ended",
                () ->
                        train.run().stateProperty().get() == TrainState.DONE
                                || train.run().stateProperty().get() == TrainState.FAILED);
        assertThat(runFx(() -> train.run().problemProperty().get())).isNull();
    }

    private TabPane tabs() {
        return (TabPane) stage.getScene().lookup(".course-tabs");
    }

    @SuppressWarnings("unchecked")
    private TableView<StoredRun> table() {
        return (TableView<StoredRun>) stage.getScene().lookup(".runs-list .table-view");
    }

    private Button button(String text) {
        return runFx(
                () ->
                        stage.getScene().getRoot().lookupAll(".button").stream()
                                .filter(Button.class::isInstance)
                                .map(Button.class::cast)
                                .filter(b -> text.equals(b.getText()) && isShown(b))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("no button " + text)));
    }

    private static boolean isShown(javafx.scene.Node node) {
        for (javafx.scene.Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private boolean shown(String start) {
        return runFx(
                () ->
                        stage.getScene().getRoot().lookupAll(".label").stream()
                                .filter(Label.class::isInstance)
                                .map(label -> ((Label) label).getText())
                                .anyMatch(text -> text != null && text.startsWith(start)));
    }

    private void picture(String name) {
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve(name + ".png"));
    }
}
