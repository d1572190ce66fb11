package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Event;
import org.sftworkbench.model.ParameterCount;

/** A run on its way is saved when the user wants it. */
class WishedCheckpointTest {
    @TempDir Path home;

    private final RecordingEngine engine = new RecordingEngine();
    private final TrainViewModel view = TrainingSetup.view(engine);
    private final WishedCheckpoint wished = view.run().wished();

    @BeforeEach
    void begin() {
        TrainingSetup.fill(view, home, 2);
        view.start();
        engine.tell(new Event.TrainStarted(2, 0, 9, new ParameterCount(100, 100)));
    }

    @Test
    void isAskedForOnceThereIsSomethingToSave() {
        assertThat(wished.canAskProperty().get()).isFalse();
        wished.ask();
        assertThat(engine.asked).isEmpty();
        engine.step(1, 9);
        assertThat(wished.canAskProperty().get()).isTrue();
        wished.ask();
        assertThat(engine.asked).containsExactly("save");
        assertThat(wished.canAskProperty().get()).as("while it is waited for").isFalse();
    }

    @Test
    void isToldUntilItIsDismissedOrTheRunEnds() {
        engine.step(1, 9);
        wished.ask();
        saved(1);
        assertThat(wished.checkpointProperty().get()).isEqualTo(checkpoint(1));
        wished.dismiss();
        assertThat(wished.checkpointProperty().get()).isNull();

        engine.step(2, 9);
        wished.ask();
        saved(2);
        assertThat(wished.checkpointProperty().get()).isEqualTo(checkpoint(2));
        engine.tell(new Event.Trained(9, 7, home.resolve("out")));
        assertThat(wished.checkpointProperty().get()).isNull();
        assertThat(wished.canAskProperty().get()).isFalse();
    }

    @Test
    void oneThatTheRunSavesByItselfIsNotToldOf() {
        engine.step(1, 9);
        saved(1);
        assertThat(wished.checkpointProperty().get()).isNull();
    }

    @Test
    void aStepThatIsSavedAlreadyIsToldAtOnce() {
        engine.step(1, 9);
        saved(1);
        wished.ask();
        assertThat(engine.asked).isEmpty();
        assertThat(wished.checkpointProperty().get()).isEqualTo(checkpoint(1));
    }

    @Test
    void isAskedForInAPauseToo() {
        engine.step(1, 9);
        view.run().pause();
        wished.ask();
        saved(1);
        assertThat(engine.asked).containsExactly("pause", "save");
        assertThat(wished.checkpointProperty().get()).isEqualTo(checkpoint(1));
        view.run().resume();
        assertThat(wished.checkpointProperty().get()).isEqualTo(checkpoint(1));
    }

    @Test
    void aRunThatWasPausedBeforeTheDiskWasFullIsPausedWhenItHasRoom() {
        engine.step(1, 9);
        view.run().pause();
        wished.ask();
        engine.tell(new Event.DiskRefused("The disk is full.", 10, 1));
        engine.tell(new Event.DiskTook());
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.PAUSED);
    }

    private void saved(int step) {
        engine.tell(new Event.CheckpointSaved(step, checkpoint(step)));
    }

    private Path checkpoint(int step) {
        return home.resolve("step-0000000" + step);
    }
}
