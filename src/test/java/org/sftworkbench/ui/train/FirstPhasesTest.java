package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.words.Words;

/** Who waits for the first step reads what the run does meanwhile. */
class FirstPhasesTest {
    private static final Event STARTED =
            new Event.TrainStarted(408, 0, 102, new ParameterCount(10, 10));

    private final FirstPhases phases = new FirstPhases(Words.english());

    @Test
    void theSampleQuestionIsAskedBeforeTheFirstStep() {
        phases.expect(run(10));
        assertThat(said()).isEmpty();
        phases.hear(STARTED);
        assertThat(said()).isEqualTo("Asking the sample question, before step 1");
        phases.hear(new Event.SampleAnswered(0, List.of(new int[] {1})));
        assertThat(said()).isEqualTo("Step 1 is being computed");
        phases.over();
        assertThat(said()).isEmpty();
        phases.hear(new Event.SampleAnswered(10, List.of(new int[] {1})));
        assertThat(said()).isEmpty();
    }

    @Test
    void aPauseBeforeTheFirstStepIsSaid() {
        phases.expect(run(10));
        phases.pausedProperty().set(true);
        assertThat(said()).isEmpty();
        phases.hear(STARTED);
        assertThat(said()).isEqualTo("Paused before step 1");
        phases.pausedProperty().set(false);
        assertThat(said()).isEqualTo("Asking the sample question, before step 1");
    }

    @Test
    void whereNothingIsMeasuredFirstTheStepIsAtOnce() {
        phases.expect(run(0));
        phases.hear(STARTED);
        assertThat(said()).isEqualTo("Step 1 is being computed");
    }

    @Test
    void aRunThatGoesOnIsAtTheStepAfterItsCheckpoint() {
        phases.expect(run(10));
        phases.hear(STARTED);
        phases.hear(new Event.TrainResumed(50, Path.of("checkpoints", "step-00000050")));
        assertThat(said()).isEqualTo("Step 51 is being computed");
    }

    private String said() {
        return phases.textProperty().get();
    }

    private static Command.Train run(int askEvery) {
        return Command.Train.from(Path.of("m"), List.of(), 0, TrainingConfig.TRL_DEFAULTS)
                .sampling(List.of(new int[] {1, 2}), askEvery, GenerationSettings.greedy(1));
    }
}
