package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunLock;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;

/** A run keeps what it learned, whatever ends it. */
@Timeout(180)
class RecordedRunTest {
    private static final int STEPS = SmallRun.STEPS;

    @TempDir Path directory;

    private final LocalEngine engine = new LocalEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aStoppedRunKeepsItsLastWholeStepAndGoesOnToTheSameWeights() throws Exception {
        Path whole = directory.resolve("whole");
        assertThat(run(SmallRun.of(whole, 0))).isInstanceOf(Event.Trained.class);
        for (int stop = 1; stop < STEPS; stop++) {
            Path stopped = directory.resolve("stopped-" + stop);
            ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
            Event.Terminal end = runAndStop(SmallRun.of(stopped, 0), stop, events::add);
            assertThat(end).isInstanceOf(Event.Cancelled.class);
            int step = ((Event.Cancelled) end).step();
            assertThat(step).isGreaterThanOrEqualTo(stop);
            Checkpoint saved = Checkpoints.newestValid(new RunDirectory(stopped)).orElseThrow();
            assertThat(saved.step()).isEqualTo(step);
            assertThat(events).contains(new Event.CheckpointSaved(step, saved.path()));
            RunRecord record = new RunRecordFile(new RunDirectory(stopped)).read();
            assertThat(record.state()).isEqualTo(RunState.STOPPED);
            assertThat(record.message()).isEqualTo("stopped after step " + step);

            assertThat(run(SmallRun.resumed(stopped))).isInstanceOf(Event.Trained.class);
            SmallRun.assertSameModel(whole, stopped);
            assertThat(Metrics.read(new RunDirectory(stopped)).series("loss").values())
                    .isEqualTo(Metrics.read(new RunDirectory(whole)).series("loss").values());
        }
    }

    @Test
    void aRunThatIsStoppedTwiceGoesOnAsWell() throws Exception {
        Path whole = directory.resolve("whole");
        run(SmallRun.of(whole, 0));
        Path stopped = directory.resolve("stopped");
        runAndStop(SmallRun.of(stopped, 0), 1, event -> {});
        runAndStop(SmallRun.resumed(stopped), 3, event -> {});
        Event.Trained end = (Event.Trained) run(SmallRun.resumed(stopped));
        SmallRun.assertSameModel(whole, stopped);
        Metrics metrics = Metrics.read(new RunDirectory(stopped));
        assertThat(metrics.series("loss").steps()).containsExactly(1, 2, 3, 4, 5, 6);
        double[] elapsed = metrics.series("elapsed_seconds").values();
        assertThat(end.steps()).isEqualTo(STEPS);
        assertThat(end.seconds())
                .as("of all steps, not of the last three alone")
                .isGreaterThanOrEqualTo(elapsed[STEPS - 1]);
    }

    @Test
    void whatIsMeasuredOnTheWayIsKept() throws Exception {
        Path out = directory.resolve("run");
        LabelledExample probe = GoldenModel.QWEN3.examples().get(0);
        run(
                SmallRun.of(out, 2)
                        .measuring(
                                Measurements.STEPS_ONLY
                                        .withEvaluation(
                                                GoldenModel.QWEN3.examples().subList(1, 2), 2)
                                        .withProbe(ProbedRow.of(probe), 3)));
        Metrics metrics = Metrics.read(new RunDirectory(out));
        assertThat(metrics.names())
                .contains(
                        "epoch",
                        "loss",
                        "loss_all",
                        "grad_norm",
                        "learning_rate",
                        "mean_token_accuracy",
                        "entropy",
                        "num_tokens",
                        "num_supervised_tokens",
                        "tokens_per_second",
                        "elapsed_seconds")
                .doesNotContain("total_steps", "tokens", "supervised_tokens");
        double[] tokens = metrics.series("num_tokens").values();
        assertThat(tokens).isSorted().hasSize(STEPS);
        assertThat(metrics.series("eval_loss").steps()).containsExactly(0, 2, 4, 6);
        assertThat(metrics.names()).contains("eval_mean_token_accuracy", "eval_entropy");
        ProbeHistory history = ProbeHistory.read(new RunDirectory(out)).orElseThrow();
        assertThat(history.ids()).hasSize(probe.length());
        assertThat(history.scores()).extracting(ProbeHistory.Score::step).containsExactly(0, 3, 6);
        assertThat(history.scores().get(0).nll()[0]).isNaN();
        assertThat(history.scores().get(0).nll()[1]).isPositive();
    }

    @Test
    void whatAStopKeptFromBeingMeasuredIsMeasuredWhenTheRunGoesOn() throws Exception {
        Measurements beside =
                Measurements.STEPS_ONLY
                        .withEvaluation(GoldenModel.QWEN3.examples().subList(1, 3), 2)
                        .withProbe(ProbedRow.of(GoldenModel.QWEN3.examples().get(0)), 2);
        Path whole = directory.resolve("whole");
        run(SmallRun.of(whole, 0).measuring(beside));
        for (int stop : new int[] {2, STEPS}) {
            Path stopped = directory.resolve("stopped-" + stop);
            // The evaluation that is due after the step finds the run stopped.
            Event.Terminal end =
                    runAndStop(asking(SmallRun.of(stopped, 0)).measuring(beside), stop, e -> {});
            assertThat(end).isEqualTo(new Event.Cancelled(stop));
            assertThat(evaluations(stopped).steps()).doesNotContain(stop);

            ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
            engine.submit(asking(SmallRun.resumed(stopped)).measuring(beside), events::add).await();
            assertThat(evaluations(stopped).steps()).containsExactly(0, 2, 4, 6);
            assertThat(evaluations(stopped).values()).isEqualTo(evaluations(whole).values());
            assertThat(ProbeHistory.read(new RunDirectory(stopped)).orElseThrow().scores())
                    .extracting(ProbeHistory.Score::step)
                    .containsExactly(0, 2, 4, 6);
            assertThat(events)
                    .filteredOn(Event.SampleAnswered.class::isInstance)
                    .extracting(event -> ((Event.SampleAnswered) event).step())
                    .first()
                    .isEqualTo(stop);
        }
    }

    private static Metrics.Series evaluations(Path run) {
        return Metrics.read(new RunDirectory(run)).series("eval_loss");
    }

    /** The same with a sample question. */
    private static Command.Train asking(Command.Train command) {
        return Command.Train.from(
                        command.model(), command.examples(), command.padId(), command.config())
                .with(command.settings())
                .by(command.method())
                .sampling(List.of(new int[] {5, 6}), 2, GenerationSettings.greedy(2))
                .into(command.out())
                .recorded(command.recording().orElseThrow());
    }

    @Test
    void aRunThatGoesOnIsNotStartedASecondTime() throws Exception {
        Path stopped = directory.resolve("stopped");
        runAndStop(SmallRun.of(stopped, 0), 2, event -> {});
        try (RunLock elsewhere = RunLock.take(new RunDirectory(stopped))) {
            Event.Terminal end = run(SmallRun.resumed(stopped));
            assertThat(end).isInstanceOf(Event.Failed.class);
            assertThat(((Event.Failed) end).message()).contains("a run is going on there");
        }
    }

    private Event.Terminal run(Command command) throws InterruptedException {
        return engine.submit(command, event -> {}).await();
    }

    private Event.Terminal runAndStop(Command command, int step, Consumer<Event> listener)
            throws InterruptedException {
        EngineTask[] task = new EngineTask[1];
        synchronized (task) {
            task[0] =
                    engine.submit(
                            command,
                            event -> {
                                listener.accept(event);
                                if (event instanceof Event.TrainStepped stepped
                                        && stepped.step().step() == step) {
                                    // Waits until the task is known.
                                    synchronized (task) {
                                        task[0].cancel();
                                    }
                                }
                            });
        }
        return task[0].await();
    }
}
