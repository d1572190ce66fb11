package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.train.Evaluation;
import org.sftworkbench.train.TrainingConfig;

/** Rows held out and a probed row are scored when they are due on the way of a run. */
class MeasurementsTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();
    private static final LabelledExample ROW =
            LabelledExample.ofAlignedLabels(
                    new int[] {1, 17, 33, 91, 2}, new int[] {-100, -100, 33, 91, 2});
    private static final LabelledExample HELD_OUT =
            LabelledExample.ofAlignedLabels(
                    new int[] {1, 60, 61, 2}, new int[] {-100, -100, 61, 2});

    private static Engine engine;

    @BeforeAll
    static void start() {
        engine = new LocalEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void theyComeBeforeTheFirstStepWhenDueAndAfterTheLast() throws InterruptedException {
        List<Event> events =
                run(
                        Measurements.STEPS_ONLY
                                .withEvaluation(List.of(HELD_OUT), 2)
                                .withProbe(ProbedRow.of(ROW), 3));
        assertThat(evaluations(events).map(Evaluation::step)).containsExactly(0, 2, 4, 5);
        assertThat(
                        events.stream()
                                .filter(Event.ProbeScored.class::isInstance)
                                .map(e -> ((Event.ProbeScored) e).step()))
                .containsExactly(0, 3, 5);
        // A step is told before what is measured after it.
        int step = indexOfStep(events, 2);
        assertThat(events.get(step + 1)).isInstanceOf(Event.Evaluated.class);
    }

    @Test
    void theFirstEvaluationIsOfTheModelAsItWas() throws InterruptedException {
        Evaluation first =
                evaluations(run(Measurements.STEPS_ONLY.withEvaluation(List.of(HELD_OUT), 0)))
                        .findFirst()
                        .orElseThrow();
        Event.Scored scored =
                (Event.Scored)
                        engine.submit(new Command.Score(MODEL, List.of(HELD_OUT)), event -> {})
                                .await();
        assertThat(first.loss()).isCloseTo(scored.loss(), within(1e-5));
        // The model's configuration names 2 as its end.
        assertThat(first.stopProbability())
                .isCloseTo(Math.exp(-scored.nll().get(0)[3]), within(1e-5));
        assertThat(first.supervisedTokens()).isEqualTo(2);
        assertThat(first.numTokens()).isZero();
    }

    @Test
    void aProbedRowIsScoredAtEveryTokenAndLearnsWhatIsTrained() throws InterruptedException {
        List<double[]> nll =
                run(Measurements.STEPS_ONLY.withProbe(ProbedRow.of(ROW), 0)).stream()
                        .filter(Event.ProbeScored.class::isInstance)
                        .map(e -> ((Event.ProbeScored) e).nll())
                        .toList();
        assertThat(nll).hasSize(2);
        assertThat(nll.get(0)).hasSize(5);
        assertThat(nll.get(0)[0]).isNaN();
        assertThat(Arrays.stream(nll.get(0)).skip(1)).noneMatch(value -> Double.isNaN(value));
        for (int t = 2; t < 5; t++) {
            assertThat(nll.get(1)[t]).isLessThan(nll.get(0)[t]);
        }
    }

    @Test
    void rowsHeldOutOfWhichNoneCanBeScoredStopTheRunBeforeItStarts() throws InterruptedException {
        LabelledExample mute =
                LabelledExample.ofAlignedLabels(new int[] {1, 2}, new int[] {-100, -100});
        List<Event> events = run(Measurements.STEPS_ONLY.withEvaluation(List.of(mute), 1));
        assertThat(events).hasSize(1);
        assertThat(((Event.Failed) events.get(0)).message()).contains("held out");
    }

    private static Stream<Evaluation> evaluations(List<Event> events) {
        return events.stream()
                .filter(Event.Evaluated.class::isInstance)
                .map(e -> ((Event.Evaluated) e).evaluation());
    }

    private static int indexOfStep(List<Event> events, int step) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Event.TrainStepped stepped
                    && stepped.step().step() == step) {
                return i;
            }
        }
        throw new AssertionError("no step " + step);
    }

    private static List<Event> run(Measurements measurements) throws InterruptedException {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        engine.submit(
                        Command.Train.from(
                                        MODEL,
                                        List.of(ROW),
                                        0,
                                        TrainingConfig.TRL_DEFAULTS
                                                .withSteps(5)
                                                .withLearningRate(1e-3))
                                .measuring(measurements),
                        events::add)
                .await();
        return events;
    }
}
