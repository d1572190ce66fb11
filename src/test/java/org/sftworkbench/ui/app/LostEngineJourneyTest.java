package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.process.EngineLaunch;
import org.sftworkbench.engine.process.KilledChild;
import org.sftworkbench.engine.process.ProcessEngine;
import org.sftworkbench.run.RunState;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.runs.MetricHistory;
import org.sftworkbench.ui.train.TrainState;
import org.sftworkbench.ui.train.TrainViewModel;

/** The process that computes is killed under a run, and the user goes on from its checkpoint. */
class LostEngineJourneyTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int STEPS = 20;

    @TempDir private Path home;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRunGoesOnAfterItsEngineWasKilled() throws IOException {
        try (TrainingWindow window = open(KilledChild.reportingTo(logs()), STEPS)) {
            goOnAfterTheKill(window);
        }
    }

    /** Six seconds of waiting, so in the long form only; the words are in EndingInChineseTest. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @EnabledIfSystemProperty(named = "sft.full", matches = "true")
    void stopEndsAnEngineThatHangs() throws Exception {
        try (TrainingWindow window = open(EngineLaunch.reportingTo(logs()), 100 * STEPS)) {
            haltStopAndGoOn(window);
        }
    }

    private Path logs() {
        return home.resolve("logs");
    }

    private TrainingWindow open(EngineLaunch launch, int steps) throws IOException {
        return TrainingWindow.open(home, () -> new ProcessEngine(launch), oftenSaved(steps));
    }

    private static void goOnAfterTheKill(TrainingWindow window) {
        TrainViewModel train = window.train();
        startAndWaitForCheckpoint(window);
        waitUntil("the loss is told", () -> train.run().problemProperty().get() != null);

        assertThat(runFx(() -> train.run().problemProperty().get().summary()))
                .startsWith("The system ended the engine while training")
                .contains("Lower the batch size")
                .contains("go on from its checkpoint of step");
        int from = runFx(() -> train.run().resumableProperty().get());
        assertThat(from).isPositive();
        waitUntil("the table of runs says so", () -> window.lists(RunState.FAILED));
        picture(window.stage(), "lost-engine");

        window.press("Go on from step " + from);
        window.awaitEnd();
        assertThat(runFx(() -> train.run().problemProperty().get())).isNull();
        MetricHistory history = runFx(() -> train.charts().history());
        assertThat(history.points(MetricHistory.LOSS).size()).isEqualTo(STEPS);
    }

    private static void haltStopAndGoOn(TrainingWindow window) throws Exception {
        TrainViewModel train = window.train();
        startAndWaitForCheckpoint(window);
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
        window.press("Stop");
        waitUntil("the end is told", () -> train.run().problemProperty().get() != null);
        assertThat(Duration.ofNanos(ended.get() - asked))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
        assertThat(runFx(() -> train.run().problemProperty().get().summary()))
                .startsWith("Training did not stop within 5 seconds, so the engine was ended.")
                .contains("go on from its checkpoint of step");
        picture(window.stage(), "hung-engine");
        window.speak(Language.CHINESE);
        picture(window.stage(), "hung-engine-zh");
        window.speak(Language.ENGLISH);

        window.press("Go on from step " + runFx(() -> train.run().resumableProperty().get()));
        waitUntil("the run goes on", () -> train.run().stateProperty().get() == TrainState.RUNNING);
        window.press("Stop");
        waitUntil("the run has stopped", () -> !train.run().activeProperty().get());
        assertThat(runFx(() -> train.run().problemProperty().get())).isNull();
    }

    private static void startAndWaitForCheckpoint(TrainingWindow window) {
        window.start();
        waitUntil(
                "a checkpoint is saved", () -> window.train().run().savedProperty().get() != null);
    }

    /** Slow and small, with a checkpoint every few steps. */
    private static Consumer<TrainViewModel> oftenSaved(int steps) {
        return train -> {
            train.form().byStepsProperty().set(true);
            train.form().steps().textProperty().set(Integer.toString(steps));
            train.form().batchSize().textProperty().set("1");
            train.choices().record().saveEvery().textProperty().set("4");
            train.choices().record().kept().textProperty().set("2");
            train.samples().every().textProperty().set("0");
            train.timeline().every().textProperty().set("0");
        };
    }

    private static void picture(Stage stage, String name) {
        for (boolean dark : themes()) {
            theme(dark);
            waitForFxEvents();
            snapshot(stage.getScene(), SCREENSHOTS.resolve(name + (dark ? "-dark" : "") + ".png"));
        }
        theme(false);
    }
}
