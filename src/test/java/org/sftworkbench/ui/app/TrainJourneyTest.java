package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.runs.MetricHistory;
import org.sftworkbench.ui.train.SampleAnswer;
import org.sftworkbench.ui.train.SampleQuestion;
import org.sftworkbench.ui.train.TrainState;
import org.sftworkbench.ui.train.TrainViewModel;

/** A user trains, stops, goes on, trains again and compares, in the window with a real engine. */
class TrainJourneyTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir private Path home;

    private TrainingWindow window;
    private TrainViewModel train;

    @BeforeEach
    void openTheWindow() throws IOException {
        window = TrainingWindow.open(home, LocalEngine::new, TrainJourneyTest::fiveSteps);
        train = window.train();
        waitUntil(
                "the memory is foretold", () -> !train.forecast().memoryProperty().get().isEmpty());
    }

    private static void fiveSteps(TrainViewModel train) {
        train.form().byStepsProperty().set(true);
        train.form().steps().textProperty().set("5");
        train.form().batchSize().textProperty().set("2");
        train.choices().record().evalShare().textProperty().set("4");
        train.choices().record().evalEvery().textProperty().set("2");
        train.choices().record().saveEvery().textProperty().set("2");
        train.samples().every().textProperty().set("5");
        train.timeline().every().textProperty().set("1");
    }

    @AfterEach
    void closeTheWindow() {
        window.close();
    }

    @Test
    void trainStopContinueOverlayCompareDelete() {
        assertThat(runFx(() -> train.forecast().memoryProperty().get())).contains("free");
        assertThat(runFx(() -> train.forecast().deviceProperty().get())).isNotEmpty();
        window.start();
        waitUntil("two steps are taken", () -> train.run().steps().size() >= 2);
        window.press("Stop");
        waitUntil("it has stopped", () -> !train.run().activeProperty().get());
        picture("journey-stopped");

        if (runFx(() -> train.run().stateProperty().get()) == TrainState.STOPPED) {
            Path kept = runFx(() -> train.run().savedProperty().get());
            assertThat(kept).isDirectoryContaining("glob:**trainer_state.json");
            SampleQuestion asked = runFx(() -> train.samples().askedProperty().get());
            List<SampleAnswer> before = runFx(() -> List.copyOf(train.samples().answers()));
            window.press("Continue");
            done();
            SampleQuestion again = runFx(() -> train.samples().askedProperty().get());
            assertThat(again.question()).isEqualTo(asked.question()).isNotEmpty();
            assertThat(again.expected()).isEqualTo(asked.expected()).isNotEmpty();
            List<SampleAnswer> after = runFx(() -> List.copyOf(train.samples().answers()));
            assertThat(after)
                    .hasSizeGreaterThan(before.size())
                    .allMatch(answer -> answer.tokens() > 0);
        }
        MetricHistory history = runFx(() -> train.charts().history());
        assertThat(history.points(MetricHistory.LOSS).size()).isEqualTo(5);
        assertThat(history.points(MetricHistory.STOP).size()).isPositive();
        assertThat(history.points(MetricHistory.EVAL_LOSS).size()).isGreaterThanOrEqualTo(3);
        assertThat(runFx(() -> train.timeline().scores().size())).isEqualTo(6);

        doFx(() -> train.form().learningRate().textProperty().set("1e-4"));
        window.start();
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
        window.press("Compare");
        assertThat(runFx(() -> train.runs().differenceProperty().get().differing()))
                .anyMatch(line -> line.key().equals("learning_rate"));
        picture("journey-diff");
        window.press("All runs");

        StoredRun first = runFx(() -> train.runs().runs().get(1));
        doFx(() -> table().getSelectionModel().clearAndSelect(1));
        window.press("Probe");
        waitUntil(
                "the first run's probe is shown",
                () -> first.name().equals(train.timeline().pastProperty().get()));
        assertThat(runFx(() -> tabs().getSelectionModel().getSelectedIndex())).isEqualTo(1);
        assertThat(runFx(() -> train.timeline().scores().size())).isEqualTo(6);
        assertThat(shown("Probe of " + first.name())).isTrue();
        doFx(() -> train.timeline().shownProperty().set(2));
        picture("journey-past-probe");
        window.press("Back to the present run");
        assertThat(runFx(() -> train.timeline().pastProperty().get())).isNull();
        doFx(() -> tabs().getSelectionModel().select(2));

        StoredRun gone = runFx(() -> train.runs().runs().get(0));
        doFx(() -> table().getSelectionModel().clearAndSelect(0));
        window.press("Delete…");
        waitForFxEvents();
        assertThat(shown("Delete " + gone.record().orElseThrow().name())).isTrue();
        picture("journey-delete");
        window.press("Delete");
        waitUntil("it is gone", () -> train.runs().runs().size() == 1);
        waitUntil("its files are gone", () -> Files.notExists(gone.directory().path()));
    }

    private void done() {
        window.awaitEnd();
        assertThat(runFx(() -> train.run().problemProperty().get())).isNull();
    }

    private TabPane tabs() {
        return (TabPane) window.stage().getScene().lookup(".course-tabs");
    }

    @SuppressWarnings("unchecked")
    private TableView<StoredRun> table() {
        return (TableView<StoredRun>) window.stage().getScene().lookup(".runs-list .table-view");
    }

    private boolean shown(String start) {
        return runFx(
                () ->
                        window.stage().getScene().getRoot().lookupAll(".label").stream()
                                .filter(Label.class::isInstance)
                                .map(label -> ((Label) label).getText())
                                .anyMatch(text -> text != null && text.startsWith(start)));
    }

    private void picture(String name) {
        waitForFxEvents();
        snapshot(window.stage().getScene(), SCREENSHOTS.resolve(name + ".png"));
    }
}
