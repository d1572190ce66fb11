package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;

/** Commands go in, events come out, and what fails or is stopped leaves nothing behind. */
@Timeout(60)
class LocalEngineTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();

    @TempDir Path directory;

    private final LocalEngine engine = new LocalEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aLoadedModelIsDescribed() throws InterruptedException {
        Event.ModelReady ready = (Event.ModelReady) run(new Command.LoadModel(MODEL));
        assertThat(ready.info().modelType()).isEqualTo("qwen3");
        assertThat(ready.info().parameters()).isEqualTo(187_008);
        assertThat(ready.info().device()).startsWith("CPU");
    }

    @Test
    void aMissingModelIsNamedInTheFailure() throws InterruptedException {
        Path missing = directory.resolve("nowhere");
        Event.Failed failed = (Event.Failed) run(new Command.LoadModel(missing));
        assertThat(failed.message()).contains(missing.toString());
    }

    @Test
    void generationTellsEachTokenAndThenTheWholeRows() throws InterruptedException {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        List<int[]> prompts = GoldenModel.QWEN3.rows();
        Event.Generated end =
                (Event.Generated)
                        run(
                                new Command.Generate(
                                        MODEL,
                                        prompts,
                                        new GenerationSettings(24, 0, 1, 0, 0, true)),
                                events::add);
        assertThat(events).last().isSameAs(end);
        List<int[]> steps =
                events.stream()
                        .filter(Event.Tokens.class::isInstance)
                        .map(e -> ((Event.Tokens) e).ids())
                        .toList();
        assertThat(steps).hasSize(24);
        for (int row = 0; row < prompts.size(); row++) {
            int[] golden = GoldenModel.ids(GoldenModel.QWEN3.facts().get("greedy_single").get(row));
            int at = row;
            assertThat(end.rows().get(row).outputIds()).isEqualTo(golden);
            assertThat(steps.stream().mapToInt(ids -> ids[at]).toArray()).isEqualTo(golden);
        }
    }

    @Test
    void aFinishedRunLeavesACheckpointThatScoresBetter() throws InterruptedException, IOException {
        Path out = directory.resolve("tuned");
        double before = loss(MODEL);
        Event.Trained trained = (Event.Trained) run(train(out, 20));
        assertThat(trained.checkpoint()).isEqualTo(out);
        assertThat(names(directory)).containsExactly("tuned");
        assertThat(names(out))
                .containsExactly("config.json", "generation_config.json", "model.safetensors");
        assertThat(loss(out)).isLessThan(before);
        assertThat(loss(MODEL)).as("the model it started from").isEqualTo(before);
    }

    @Test
    void aStoppedRunLeavesNothing() throws InterruptedException, IOException {
        CountDownLatch underWay = new CountDownLatch(1);
        EngineTask task =
                engine.submit(
                        train(directory.resolve("tuned"), 1_000_000),
                        event -> {
                            if (event instanceof Event.TrainStepped stepped
                                    && stepped.step().step() == 3) {
                                underWay.countDown();
                            }
                        });
        underWay.await();
        task.cancel();
        assertThat(task.await())
                .isInstanceOfSatisfying(
                        Event.Cancelled.class,
                        cancelled -> assertThat(cancelled.step()).isGreaterThanOrEqualTo(3));
        assertThat(names(directory)).isEmpty();
    }

    @Test
    void aPausedRunTakesNoStepsUntilItIsResumed() throws InterruptedException {
        List<Integer> steps = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch underWay = new CountDownLatch(1);
        EngineTask[] task = new EngineTask[1];
        CountDownLatch submitted = new CountDownLatch(1);
        task[0] =
                engine.submit(
                        train(null, 6),
                        event -> {
                            if (event instanceof Event.TrainStepped stepped) {
                                steps.add(stepped.step().step());
                                if (stepped.step().step() == 3) {
                                    Latches.await(submitted);
                                    task[0].pause();
                                    underWay.countDown();
                                }
                            }
                        });
        submitted.countDown();
        underWay.await();
        Thread.sleep(200);
        assertThat(steps).containsExactly(1, 2, 3);
        assertThat(task[0].isPaused()).isTrue();
        assertThat(task[0].isDone()).isFalse();
        task[0].resume();
        assertThat(task[0].await()).isInstanceOf(Event.Trained.class);
        assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void closingEndsARunThatIsUnderWay() throws InterruptedException, IOException {
        CountDownLatch underWay = new CountDownLatch(1);
        EngineTask task =
                engine.submit(
                        train(directory.resolve("tuned"), 1_000_000),
                        event -> underWay.countDown());
        EngineTask waiting = engine.submit(new Command.LoadModel(MODEL), event -> {});
        underWay.await();
        engine.close();
        assertThat(task.isDone()).isTrue();
        assertThat(waiting.await()).isInstanceOf(Event.Cancelled.class);
        assertThat(names(directory)).isEmpty();
        assertThatThrownBy(() -> engine.submit(new Command.LoadModel(MODEL), event -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDirectoryInUseIsRefusedBeforeTheFirstStep() throws InterruptedException, IOException {
        Path note = Files.writeString(directory.resolve("note.txt"), "mine");
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        Event.Failed failed = (Event.Failed) run(train(directory, 5), events::add);
        assertThat(failed.message()).contains(directory.toString()).contains("not empty");
        assertThat(events).containsExactly(failed);
        assertThat(note).hasContent("mine");
    }

    @Test
    void sampleAnswersComeBeforeTheFirstStepAndAfterTheLast() throws InterruptedException {
        List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
        Command.Train plain = train(null, 5);
        run(
                Command.Train.from(plain.model(), plain.examples(), plain.padId(), plain.config())
                        .with(plain.settings())
                        .by(plain.method())
                        .sampling(List.of(new int[] {1, 2, 3}), 2, GenerationSettings.greedy(4)),
                event -> {
                    if (event instanceof Event.SampleAnswered answer) {
                        asked.add(answer.step());
                    }
                });
        assertThat(asked).containsExactly(0, 2, 4, 5);
    }

    @Test
    void aListenerThatThrowsDoesNotStopTheWork() throws InterruptedException {
        Event.Terminal end =
                run(
                        train(null, 2),
                        event -> {
                            throw new IllegalStateException("the listener's own trouble");
                        });
        assertThat(end).isInstanceOf(Event.Trained.class);
        assertThat(run(new Command.LoadModel(MODEL))).isInstanceOf(Event.ModelReady.class);
    }

    @Test
    void aRowThatDoesNotFitTheModelFailsTheCommandAndNotTheEngine() throws InterruptedException {
        LabelledExample foreign =
                LabelledExample.ofAlignedLabels(new int[] {1, 999_999}, new int[] {1, 999_999});
        Event.Failed failed = (Event.Failed) run(new Command.Score(MODEL, List.of(foreign)));
        assertThat(failed.message()).contains("999999").contains("embedding");
        assertThat(loss(MODEL)).isPositive();
    }

    private double loss(Path model) throws InterruptedException {
        Event.Scored scored =
                (Event.Scored) run(new Command.Score(model, GoldenModel.QWEN3.examples()));
        double sum = 0;
        int count = 0;
        for (double[] row : scored.nll()) {
            for (double nll : row) {
                if (!Double.isNaN(nll)) {
                    sum += nll;
                    count++;
                }
            }
        }
        assertThat(scored.loss()).isCloseTo(sum / count, within(1e-12));
        return scored.loss();
    }

    private static Command.Train train(Path out, int steps) {
        TrainingConfig config =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(1e-3, 0, 1),
                        new TrainingConfig.Course(1, steps, ScheduleKind.CONSTANT, 0),
                        new TrainingConfig.Batching(2, 1, true, LossNormalization.TOKEN_MEAN),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        1);
        return Command.Train.from(MODEL, GoldenModel.QWEN3.examples(), 0, config).into(out);
    }

    private Event.Terminal run(Command command) throws InterruptedException {
        return run(command, event -> {});
    }

    private Event.Terminal run(Command command, Consumer<Event> listener)
            throws InterruptedException {
        return engine.submit(command, listener).await();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
