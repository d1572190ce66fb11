package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.ui.labels.BatchLayout;
import org.sftworkbench.ui.learn.SetUpState;

/** The labels pane draws what the train pane would train. */
class LabelsFollowTrainTest extends StarterWindow {
    @TempDir private Path home;

    private BatchLayout layout() {
        return runFx(() -> workbench.labels().form().layoutProperty().get());
    }

    private LengthPolicy.Overlong overlong() {
        return runFx(() -> workbench.labels().form().overlongProperty().get());
    }

    private boolean isAsInTrain() {
        return runFx(() -> workbench.labels().form().asInTrainProperty().get());
    }

    private void setUp(String lesson) {
        doFx(
                () -> {
                    workbench.learn().lessons().stream()
                            .filter(each -> each.id().equals(lesson))
                            .findFirst()
                            .ifPresent(workbench.learn().chosenProperty()::set);
                    workbench.learn().setUp();
                });
        waitUntil(
                lesson + " is set up",
                () -> workbench.learn().stateProperty().get() == SetUpState.SET);
    }

    @Test
    void itsLayoutAndLongerRowsAreTheRunsUntilOneIsChosenHere() {
        open(home);
        doFx(() -> workbench.window().goTo(Section.LABELS));
        waitForFxEvents();
        assertThat(layout()).isEqualTo(BatchLayout.PADDING_FREE);
        assertThat(overlong()).isEqualTo(LengthPolicy.Overlong.FILTER);

        doFx(
                () -> {
                    workbench
                            .train()
                            .computation()
                            .layoutProperty()
                            .set(org.sftworkbench.ui.train.BatchLayout.PADDED);
                    workbench.train().form().overlongProperty().set(LengthPolicy.Overlong.KEEP_END);
                });
        assertThat(layout()).isEqualTo(BatchLayout.PADDED);
        assertThat(overlong()).isEqualTo(LengthPolicy.Overlong.KEEP_END);

        doFx(() -> ((ToggleButton) stage.getScene().lookup("#packed")).fire());
        CheckBox asInTrain = runFx(() -> (CheckBox) stage.getScene().lookup("#asInTrain"));
        assertThat(runFx(asInTrain::isSelected)).isFalse();
        doFx(asInTrain::fire);
        assertThat(layout()).isEqualTo(BatchLayout.PADDED);
    }

    @Test
    void aLessonDrawsPaddedRowsAndPutsThemBack() {
        open(home);
        waitUntil("the data are read", () -> workbench.shared().dataProperty().get().complete());
        setUp("shift");
        assertThat(layout()).isEqualTo(BatchLayout.PADDED);
        assertThat(isAsInTrain()).isFalse();
        doFx(() -> workbench.learn().putBack());
        waitForFxEvents();
        assertThat(layout()).isEqualTo(BatchLayout.PADDING_FREE);
        assertThat(isAsInTrain()).isTrue();
    }
}
