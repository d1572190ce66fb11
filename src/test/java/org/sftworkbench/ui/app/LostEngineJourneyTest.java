package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.process.EngineLaunch;
import org.sftworkbench.engine.process.ProcessEngine;
import org.sftworkbench.run.RunState;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.runs.MetricHistory;
import org.sftworkbench.ui.train.TrainViewModel;

/** The process that computes is killed under a run, and the user goes on from its checkpoint. */
class LostEngineJourneyTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int STEPS = 40;

    @TempDir private Path home;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRunGoesOnAfterItsEngineWasKilled() throws IOException {
        EngineLaunch launch = EngineLaunch.reportingTo(home.resolve("logs"));
        try (TrainingWindow window =
                TrainingWindow.open(
                        home, () -> new ProcessEngine(launch), LostEngineJourneyTest::oftenSaved)) {
            killAndGoOn(window);
        }
    }

    private static void killAndGoOn(TrainingWindow window) {
        TrainViewModel train = window.train();
        window.start();
        waitUntil("a checkpoint is saved", () -> train.run().savedProperty().get() != null);
        doFx(train.run()::pause);
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
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

    /** Slow and small, with a checkpoint every few steps. */
    private static void oftenSaved(TrainViewModel train) {
        train.form().byStepsProperty().set(true);
        train.form().steps().textProperty().set(Integer.toString(STEPS));
        train.form().batchSize().textProperty().set("1");
        train.choices().record().saveEvery().textProperty().set("4");
        train.choices().record().kept().textProperty().set("2");
        train.probe().every().textProperty().set("0");
        train.timeline().every().textProperty().set("0");
    }

    private static void picture(Stage stage, String name) {
        for (boolean dark : new boolean[] {false, true}) {
            theme(dark);
            waitForFxEvents();
            snapshot(stage.getScene(), SCREENSHOTS.resolve(name + (dark ? "-dark" : "") + ".png"));
        }
        theme(false);
    }
}
