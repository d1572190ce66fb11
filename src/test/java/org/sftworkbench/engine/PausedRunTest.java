package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainingConfig;

/** While a run is paused other commands are carried out, and the run learns what it would have. */
@Timeout(300)
class PausedRunTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();
    private static final int STEPS = 8;
    private static final int MICRO_BATCHES = 4;
    private static final LoraConfig DROPPING =
            new LoraConfig(4, 8, 0.2, false, Set.of("q_proj", "v_proj", "down_proj"), Set.of());

    @TempDir Path directory;

    private final LocalEngine engine = new LocalEngine();
    private final List<Event> told = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore standing = new Semaphore(0);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aRunThatWasTalkedBesideLearnsBitForBitWhatOneLeftAloneLearns() throws Exception {
        assertSameWithPauses(TrainingMethod.FULL, "model.safetensors");
    }

    @Test
    void soDoesOneOfAnAdapterWithDropout() throws Exception {
        TrainingMethod lora = new TrainingMethod(Optional.of(DROPPING), StepOptions.DEFAULTS);
        assertSameWithPauses(lora, "adapter_model.safetensors");
    }

    private void assertSameWithPauses(TrainingMethod method, String weights) throws Exception {
        Command.Train alone = train(directory.resolve("alone"), STEPS).by(method);
        List<Event> expected = Collections.synchronizedList(new ArrayList<>());
        assertThat(engine.submit(alone, expected::add).await()).isInstanceOf(Event.Trained.class);

        // Read before the run, they stay in memory from pause to pause.
        ask(others());
        EngineTask run = submit(alone.into(directory.resolve("paused")));
        run.pause();
        ask(List.of(new Command.LoadModel(MODEL, ModelSettings.DEFAULTS.in(Precision.FLOAT32))));
        run.resume();
        while (!run.isDone()) {
            run.pause();
            ask(others());
            run.resume();
            // So that it takes a micro-batch or two.
            Thread.sleep(2);
        }
        assertThat(run.await()).isInstanceOf(Event.Trained.class);
        // Of the checks of a step two are before its first micro-batch.
        assertThat(mostPausesOfAStep()).as("pauses, some of them within a step").isGreaterThan(2);
        assertThat(losses(told)).isEqualTo(losses(expected));
        assertThat(
                        Files.mismatch(
                                directory.resolve("alone").resolve(weights),
                                directory.resolve("paused").resolve(weights)))
                .isEqualTo(-1);
    }

    private int mostPausesOfAStep() {
        int most = 0;
        int pauses = 0;
        for (Event event : told) {
            if (event instanceof Event.StandsStill) {
                pauses++;
                most = Math.max(most, pauses);
            } else if (event instanceof Event.TrainStepped) {
                pauses = 0;
            }
        }
        return most;
    }

    private void ask(List<Command> commands) throws InterruptedException {
        for (Command command : commands) {
            assertThat(engine.submit(command, event -> {}).await())
                    .isNotInstanceOf(Event.Failed.class);
        }
    }

    private static List<Command> others() {
        List<int[]> prompts = GoldenModel.QWEN3.rows();
        return List.of(
                new Command.Generate(
                        MODEL, prompts, new GenerationSettings(6, 0.9, 0.9, 0, 3, false)),
                new Command.Generate(
                        MODEL.resolve("adapter"), prompts, GenerationSettings.greedy(3)),
                new Command.Score(MODEL, GoldenModel.QWEN3.examples()));
    }

    private static List<List<Double>> losses(List<Event> events) {
        return events.stream()
                .filter(Event.TrainStepped.class::isInstance)
                .map(event -> ((Event.TrainStepped) event).step())
                .map(step -> List.of(step.loss(), step.gradNorm(), step.entropy()))
                .toList();
    }

    @Test
    void whatIsAskedWhileARunGoesOnWaitsForItsEnd() throws Exception {
        CountDownLatch stepped = new CountDownLatch(1);
        EngineTask run =
                engine.submit(
                        train(null, 30),
                        event -> {
                            told.add(event);
                            stepped.countDown();
                        });
        stepped.await();
        assertThat(answer(told::add).await()).isInstanceOf(Event.Generated.class);
        assertThat(run.isDone()).isTrue();
        int trained = told.indexOf(ofType(Event.Trained.class));
        assertThat(told.subList(0, trained)).noneMatch(Event.Tokens.class::isInstance);
    }

    @Test
    void whatIsAskedBeforeARunStandsStillIsAnsweredAlthoughItIsResumedFirst() throws Exception {
        CountDownLatch known = new CountDownLatch(1);
        EngineTask[] run = new EngineTask[1];
        List<EngineTask> asked = new ArrayList<>();
        run[0] =
                engine.submit(
                        train(null, 30),
                        event -> {
                            told.add(event);
                            Latches.await(known);
                            if (event instanceof Event.TrainStepped && asked.isEmpty()) {
                                run[0].pause();
                                asked.add(answer(told::add));
                                run[0].resume();
                            }
                        });
        known.countDown();
        assertThat(run[0].await()).isInstanceOf(Event.Trained.class);
        assertThat(asked.get(0).await()).isInstanceOf(Event.Generated.class);
        assertThat(told.indexOf(ofType(Event.Generated.class)))
                .isLessThan(told.indexOf(ofType(Event.Trained.class)));
    }

    @Test
    void anAnswerGoesOnBeforeTheRunWhenItIsResumed() throws Exception {
        EngineTask run = pausedAfterAStep();
        answer(resumingAmid(run)).await();
        run.await();
        int end = told.indexOf(ofType(Event.Generated.class));
        assertThat(ofType(Event.Generated.class).rows().get(0).outputIds()).hasSize(20);
        assertThat(told.subList(told.indexOf(ofType(Event.StandsStill.class)), end))
                .noneMatch(Event.TrainStepped.class::isInstance);
        assertThat(told.subList(end, told.size())).anyMatch(Event.TrainStepped.class::isInstance);
    }

    private Consumer<Event> resumingAmid(EngineTask run) {
        return event -> {
            if (event instanceof Event.Tokens) {
                run.resume();
            }
            told.add(event);
        };
    }

    @Test
    void anAnswerGoesOnBeforeTheRunThatIsStoppedSavesWhatItLearned() throws Exception {
        EngineTask run = pausedAfterAStep(SmallRun.of(directory.resolve("run"), 0));
        Event.Terminal end =
                answer(
                                event -> {
                                    if (event instanceof Event.Tokens) {
                                        run.cancel();
                                    }
                                })
                        .await();
        assertThat(((Event.Generated) end).rows().get(0).outputIds()).hasSize(20);
        assertThat(run.await()).isInstanceOf(Event.Cancelled.class);
        int steps = ((Event.Cancelled) run.await()).step();
        assertThat(steps).isEqualTo(1);
        assertThat(ofType(Event.CheckpointSaved.class).step()).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsStoppedLeavesTheRunPaused() throws Exception {
        EngineTask run = pausedAfterAStep();
        EngineTask[] asked = new EngineTask[1];
        CountDownLatch known = new CountDownLatch(1);
        asked[0] =
                answer(
                        event -> {
                            Latches.await(known);
                            asked[0].cancel();
                        });
        known.countDown();
        Event.Generated end = (Event.Generated) asked[0].await();
        assertThat(end.rows().get(0).outputIds()).hasSize(1);
        assertThat(run.isPaused()).isTrue();
        run.resume();
        assertThat(run.await()).isInstanceOf(Event.Trained.class);
    }

    @Test
    void whatFailsLeavesTheRunPausedAndSound() throws Exception {
        EngineTask run = pausedAfterAStep();
        Event.Terminal failed =
                engine.submit(new Command.LoadModel(directory.resolve("none")), event -> {})
                        .await();
        assertThat(failed).isInstanceOf(Event.Failed.class);
        assertThat(run.isDone()).isFalse();
        run.resume();
        assertThat(run.await()).isInstanceOf(Event.Trained.class);
    }

    @Test
    void anotherRunWaitsForTheOneThatIsPaused() throws Exception {
        EngineTask run = pausedAfterAStep();
        EngineTask second = engine.submit(train(null, 2), event -> {});
        assertThat(answer(event -> {}).await()).isInstanceOf(Event.Generated.class);
        assertThat(second.isDone()).isFalse();
        run.cancel();
        assertThat(run.await()).isInstanceOf(Event.Cancelled.class);
        assertThat(second.await()).isInstanceOf(Event.Trained.class);
    }

    @Test
    void closingEndsAnAnswerAndTheRunThatStandsStill() throws Exception {
        EngineTask run = pausedAfterAStep();
        CountDownLatch answering = new CountDownLatch(1);
        EngineTask asked =
                engine.submit(
                        new Command.Generate(
                                MODEL,
                                GoldenModel.QWEN3.rows(),
                                new GenerationSettings(100_000, 0, 1, 0, 0, true)),
                        event -> answering.countDown());
        answering.await();
        engine.close();
        assertThat(run.isDone()).isTrue();
        assertThat(asked.isDone()).isTrue();
    }

    private EngineTask pausedAfterAStep() throws InterruptedException {
        return pausedAfterAStep(train(null, 4));
    }

    /** A run that stands still after its first step. */
    private EngineTask pausedAfterAStep(Command.Train command) throws InterruptedException {
        CountDownLatch stepped = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(1);
        EngineTask run =
                engine.submit(
                        command,
                        event -> {
                            hear(event);
                            if (event instanceof Event.TrainStepped) {
                                stepped.countDown();
                                Latches.await(paused);
                            }
                        });
        stepped.await();
        run.pause();
        paused.countDown();
        standing.acquire();
        return run;
    }

    private EngineTask submit(Command command) {
        return engine.submit(command, this::hear);
    }

    private void hear(Event event) {
        told.add(event);
        if (event instanceof Event.StandsStill) {
            standing.release();
        }
    }

    private EngineTask answer(Consumer<? super Event> listener) {
        return engine.submit(
                new Command.Generate(
                        MODEL,
                        GoldenModel.QWEN3.rows().subList(0, 1),
                        new GenerationSettings(20, 0, 1, 0, 0, true)),
                listener);
    }

    private <T extends Event> T ofType(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    private static Command.Train train(Path out, int steps) {
        TrainingConfig config =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(1e-3, 0, 1),
                        new TrainingConfig.Course(1, steps, ScheduleKind.CONSTANT, 0),
                        new TrainingConfig.Batching(
                                1, MICRO_BATCHES, true, LossNormalization.TOKEN_MEAN),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        1);
        return Command.Train.from(MODEL, GoldenModel.QWEN3.examples(), 0, config).into(out);
    }
}
