package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.process.EngineLaunch;
import org.sftworkbench.engine.process.ProcessEngine;
import org.sftworkbench.run.RunState;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.runs.MetricHistory;
import org.sftworkbench.ui.train.TrainState;
import org.sftworkbench.ui.train.TrainViewModel;

/** The process that computes is killed under a run, and the user goes on from its checkpoint. */
class LostEngineJourneyTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int ROWS = 16;
    private static final int STEPS = 40;

    @TempDir private Path home;

    private Workbench workbench;
    private TrainViewModel train;
    private Stage stage;

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        workbench.close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRunGoesOnAfterItsEngineWasKilled() throws IOException {
        open(STEPS);
        startAndWaitForCheckpoint();
        doFx(train.run()::pause);
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        waitUntil("the loss is told", () -> train.run().problemProperty().get() != null);

        assertThat(runFx(() -> train.run().problemProperty().get().summary()))
                .startsWith("The system ended the engine while training")
                .contains("Lower the batch size")
                .contains("go on from its checkpoint of step");
        int from = runFx(() -> train.run().resumableProperty().get());
        assertThat(from).isPositive();
        waitUntil(
                "the table of runs says so",
                () ->
                        train.runs().runs().stream()
                                .anyMatch(
                                        run ->
                                                run.record().orElseThrow().state()
                                                        == RunState.FAILED));
        picture("lost-engine");

        doFx(button("Go on from step " + from)::fire);
        waitUntil(
                "the run has ended",
                () ->
                        train.run().stateProperty().get() == TrainState.DONE
                                || train.run().stateProperty().get() == TrainState.FAILED);
        assertThat(runFx(() -> train.run().problemProperty().get())).isNull();
        MetricHistory history = runFx(() -> train.charts().history());
        assertThat(history.points(MetricHistory.LOSS).size()).isEqualTo(STEPS);
    }

    /** Six seconds of waiting, so in the long form only; the words are in EndingInChineseTest. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @EnabledIfSystemProperty(named = "sft.full", matches = "true")
    void stopEndsAnEngineThatHangs() throws Exception {
        open(100 * STEPS);
        startAndWaitForCheckpoint();
        ProcessHandle hung =
                ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .findFirst()
                        .orElseThrow();
        int halted =
                new ProcessBuilder("/bin/sh", "-c", "kill -STOP " + hung.pid()).start().waitFor();
        assertThat(halted).isZero();
        CompletableFuture<Long> ended = hung.onExit().thenApply(process -> System.nanoTime());
        long asked = System.nanoTime();
        doFx(button("Stop")::fire);
        waitUntil("the end is told", () -> train.run().problemProperty().get() != null);
        assertThat(Duration.ofNanos(ended.get() - asked))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
        assertThat(runFx(() -> train.run().problemProperty().get().summary()))
                .startsWith("Training did not stop within 5 seconds, so the engine was ended.")
                .contains("go on from its checkpoint of step");
        picture("hung-engine");
        doFx(() -> workbench.words().languageProperty().set(Language.CHINESE));
        waitForFxEvents();
        picture("hung-engine-zh");
        doFx(() -> workbench.words().languageProperty().set(Language.ENGLISH));

        int from = runFx(() -> train.run().resumableProperty().get());
        doFx(button("Go on from step " + from)::fire);
        waitUntil("the run goes on", () -> train.run().stateProperty().get() == TrainState.RUNNING);
        doFx(button("Stop")::fire);
        waitUntil("the run has stopped", () -> !train.run().activeProperty().get());
        assertThat(runFx(() -> train.run().problemProperty().get())).isNull();
    }

    private void startAndWaitForCheckpoint() {
        doFx(button("Start")::fire);
        waitUntil(
                "the run goes on or a question is asked",
                () ->
                        train.run().stateProperty().get() == TrainState.ASKING
                                || train.run().stateProperty().get() == TrainState.RUNNING
                                || !train.run().activeProperty().get());
        if (runFx(() -> train.run().stateProperty().get()) == TrainState.ASKING) {
            doFx(button("Start all the same")::fire);
        }
        waitUntil("a checkpoint is saved", () -> train.run().savedProperty().get() != null);
    }

    private void open(int steps) throws IOException {
        WorkbenchFiles files = StarterCopy.in(home);
        Path few = home.resolve("few.jsonl");
        try (Stream<String> rows = Files.lines(Path.of("sample-data", "messages.jsonl"))) {
            Files.write(few, rows.limit(ROWS).toList());
        }
        workbench =
                runFx(
                        () ->
                                new Workbench(
                                        new ProcessEngine(
                                                EngineLaunch.reportingTo(home.resolve("logs"))),
                                        files,
                                        new MemoryPreferences()));
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
                    train.form().steps().textProperty().set(Integer.toString(steps));
                    train.form().batchSize().textProperty().set("1");
                    train.choices().record().saveEvery().textProperty().set("4");
                    train.choices().record().kept().textProperty().set("2");
                    train.probe().every().textProperty().set("0");
                    train.timeline().every().textProperty().set("0");
                });
        waitUntil("a run can start", () -> train.canStartProperty().get());
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

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void picture(String name) {
        for (boolean dark : new boolean[] {false, true}) {
            theme(dark);
            waitForFxEvents();
            snapshot(stage.getScene(), SCREENSHOTS.resolve(name + (dark ? "-dark" : "") + ".png"));
        }
        theme(false);
    }
}
