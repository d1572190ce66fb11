package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Event;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.ui.common.words.Words;

/** Who looks at something else while a run goes on is told that it has ended. */
class EndedRunTest {
    @TempDir Path home;

    private final RecordingEngine engine = new RecordingEngine();
    private final TrainViewModel view = TrainingSetup.view(engine);
    private final BooleanProperty watched = new SimpleBooleanProperty();
    private final EndedRun ended = new EndedRun(view.run(), watched, Words.english());

    @BeforeEach
    void fillTheInputs() {
        TrainingSetup.fill(view, home, 2);
    }

    private void begin() {
        view.start();
        engine.tell(new Event.TrainStarted(2, 0, 3, new ParameterCount(100, 100)));
        engine.step(1, 3);
        assertThat(view.run().stateProperty().get()).isEqualTo(TrainState.RUNNING);
        assertThat(ended.toldProperty().get()).isFalse();
    }

    private void finish() {
        begin();
        engine.tell(new Event.Trained(3, 7, home.resolve("out")));
    }

    @Test
    void itIsToldUntilTheUserTurnsToIt() {
        finish();
        assertThat(ended.toldProperty().get()).isTrue();
        assertThat(ended.textProperty().get())
                .startsWith("The training has ended. Finished: 3 steps in ");
        watched.set(true);
        assertThat(ended.toldProperty().get()).isFalse();
        watched.set(false);
        assertThat(ended.toldProperty().get()).isFalse();
    }

    @Test
    void itIsToldUntilItIsDismissedOrAnotherBegins() {
        finish();
        ended.dismiss();
        assertThat(ended.toldProperty().get()).isFalse();
        finish();
        assertThat(ended.toldProperty().get()).isTrue();
        begin();
    }

    @Test
    void nothingIsToldOfARunThatIsWatchedOrWasStopped() {
        watched.set(true);
        finish();
        assertThat(ended.toldProperty().get()).isFalse();
        watched.set(false);
        begin();
        view.stop();
        engine.tell(new Event.Cancelled(1));
        assertThat(ended.toldProperty().get()).isFalse();
    }

    @Test
    void oneThatFailedIsToldOf() {
        begin();
        view.run().fail("The disk is full.");
        assertThat(ended.toldProperty().get()).isTrue();
        assertThat(ended.textProperty().get())
                .isEqualTo("The training has ended. The run failed after step 1");
    }
}
