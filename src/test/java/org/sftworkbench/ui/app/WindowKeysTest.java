package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.ui.train.TrainState;

class WindowKeysTest extends StarterWindow {
    @TempDir private Path home;

    private void press(String key) {
        doFx(() -> stage.getScene().getAccelerators().get(KeyCombination.valueOf(key)).run());
    }

    private TrainState state() {
        return workbench.train().run().stateProperty().get();
    }

    @Test
    void aRunIsStartedPausedAndResumedInTheTrainPaneOnly() {
        open(home);
        waitUntil("a run can start", () -> workbench.train().canStartProperty().get());
        doFx(() -> workbench.window().goTo(Section.CHAT));
        press("F5");
        assertThat(runFx(this::state)).isEqualTo(TrainState.IDLE);

        doFx(() -> workbench.window().goTo(Section.TRAIN));
        press("F5");
        waitUntil("it runs", () -> state() == TrainState.RUNNING);
        press("F5");
        waitUntil("it is paused", () -> state() == TrainState.PAUSED);
        press("F5");
        waitUntil("it goes on", () -> state() == TrainState.RUNNING);
        doFx(workbench.train()::stop);
        waitUntil("it is over", () -> !workbench.train().run().activeProperty().get());
    }

    @Test
    void dataFilesHaveAKeyToBeOpenedBy() {
        open(home);
        assertThat(runFx(() -> stage.getScene().getAccelerators()))
                .containsKey(KeyCombination.valueOf("Shortcut+O"));
    }
}
