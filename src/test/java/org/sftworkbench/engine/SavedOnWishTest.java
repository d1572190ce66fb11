package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;

/** A run is saved when its user wants it, also amid a pause, and learns what it would have. */
@Timeout(300)
class SavedOnWishTest {
    private static final int MICRO_BATCHES = 4;

    @TempDir Path directory;

    private final LocalEngine engine = new LocalEngine();
    private final List<Event> told = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch submitted = new CountDownLatch(1);
    private final Semaphore standing = new Semaphore(0);
    private final Semaphore saved = new Semaphore(0);
    private EngineTask run;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void afterTheStepInWork() throws Exception {
        Path out = directory.resolve("run");
        submit(
                SmallRun.of(out, 0),
                () -> {
                    if (steps() == 2) {
                        run.saveNow();
                    }
                });
        assertThat(run.await()).isInstanceOf(Event.Trained.class);
        assertThat(savedSteps()).containsExactly(2);
        assertGoesOnAlike(SmallRun.of(directory.resolve("alone"), 0), out, SmallRun.resumed(out));
    }

    @Test
    void atOnceWhileItStandsStillAlsoWithinAStep() throws Exception {
        Path out = directory.resolve("run");
        // Read before the run, the model that is asked stays in memory from pause to pause.
        answer();
        submit(accumulating(out, 0), () -> {});
        while (!run.isDone()) {
            run.pause();
            run.saveNow();
            answer();
            run.resume();
            // So that it takes a micro-batch or two.
            Thread.sleep(2);
        }
        assertThat(run.await()).isInstanceOf(Event.Trained.class);
        assertThat(standing.availablePermits())
                .as("pauses, some of them within a step")
                .isGreaterThan(2 * SmallRun.STEPS);
        assertThat(savedSteps()).isNotEmpty().doesNotHaveDuplicates().isSorted();
        Command.Train again = accumulating(out, 0);
        assertGoesOnAlike(
                accumulating(directory.resolve("alone"), 0),
                out,
                again.recorded(
                        again.recording()
                                .orElseThrow()
                                .from(
                                        Checkpoints.newestValid(new RunDirectory(out))
                                                .map(Checkpoint::path))));
    }

    @Test
    void whileItStandsStillItIsSavedOnceAndStandsOn() throws Exception {
        pauseAfterAStep(SmallRun.of(directory.resolve("run"), 0));
        run.saveNow();
        saved.acquire();
        assertThat(savedSteps()).containsExactly(1);
        run.saveNow();
        answer();
        assertThat(savedSteps()).as("the step is saved already").containsExactly(1);
        assertThat(run.isPaused()).isTrue();
        assertThat(steps()).isEqualTo(1);
    }

    @Test
    void beforeTheFirstStepThereIsNothingToSave() throws Exception {
        CountDownLatch wished = new CountDownLatch(1);
        run =
                engine.submit(
                        SmallRun.of(directory.resolve("run"), 0),
                        event -> {
                            Latches.await(wished);
                            hear(event);
                        });
        run.pause();
        run.saveNow();
        wished.countDown();
        standing.acquire();
        answer();
        assertThat(savedSteps()).isEmpty();
        run.resume();
        assertThat(run.await()).isInstanceOf(Event.Trained.class);
        assertThat(savedSteps()).doesNotContain(0);
    }

    @Test
    void noMoreAreKeptThanAreWanted() throws Exception {
        Path out = directory.resolve("run");
        submit(accumulating(out, 2), () -> run.saveNow());
        assertThat(run.await()).isInstanceOf(Event.Trained.class);
        assertThat(savedSteps()).hasSize(SmallRun.STEPS);
        assertThat(new Checkpoints(new RunDirectory(out)).all()).hasSize(2);
    }

    @Test
    void aRunThatKeepsNoCheckpointsGoesOn() throws Exception {
        pauseAfterAStep(SmallRun.plain(directory.resolve("model")));
        run.saveNow();
        answer();
        run.resume();
        assertThat(run.await()).isInstanceOf(Event.Trained.class);
        assertThat(savedSteps()).isEmpty();
    }

    private void assertGoesOnAlike(Command.Train alone, Path out, Command.Train resumed)
            throws Exception {
        assertThat(engine.submit(alone, event -> {}).await()).isInstanceOf(Event.Trained.class);
        SmallRun.assertSameModel(alone.out(), out);
        assertThat(engine.submit(resumed, event -> {}).await()).isInstanceOf(Event.Trained.class);
        SmallRun.assertSameModel(alone.out(), out);
    }

    /** What is asked beside is answered after a wish that was made before. */
    private void answer() throws InterruptedException {
        assertThat(
                        engine.submit(
                                        new Command.Score(
                                                GoldenModel.QWEN3.directory(),
                                                GoldenModel.QWEN3.examples()),
                                        event -> {})
                                .await())
                .isInstanceOf(Event.Scored.class);
    }

    private void pauseAfterAStep(Command.Train command) throws InterruptedException {
        submit(
                command,
                () -> {
                    if (steps() == 1) {
                        run.pause();
                    }
                });
        standing.acquire();
    }

    /**
     * @param stepped done on the engine's thread when a step was taken
     */
    private void submit(Command.Train command, Runnable stepped) {
        run =
                engine.submit(
                        command,
                        event -> {
                            Latches.await(submitted);
                            hear(event);
                            if (event instanceof Event.TrainStepped) {
                                stepped.run();
                            }
                        });
        submitted.countDown();
    }

    private void hear(Event event) {
        told.add(event);
        if (event instanceof Event.StandsStill) {
            standing.release();
        } else if (event instanceof Event.CheckpointSaved) {
            saved.release();
        }
    }

    private long steps() {
        return all(Event.TrainStepped.class).size();
    }

    private List<Integer> savedSteps() {
        return all(Event.CheckpointSaved.class).stream().map(Event.CheckpointSaved::step).toList();
    }

    private <T extends Event> List<T> all(Class<T> type) {
        synchronized (told) {
            return told.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    private static Command.Train accumulating(Path out, int limit) {
        TrainingConfig config =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(1e-3, 0, 1),
                        new TrainingConfig.Course(1, SmallRun.STEPS, ScheduleKind.CONSTANT, 0),
                        new TrainingConfig.Batching(
                                1, MICRO_BATCHES, true, LossNormalization.TOKEN_MEAN),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        1);
        return Command.Train.from(
                        GoldenModel.QWEN3.directory(), GoldenModel.QWEN3.examples(), 0, config)
                .into(out)
                .recorded(
                        SmallRun.of(out, 0)
                                .recording()
                                .map(recording -> recording.saving(0, limit))
                                .orElseThrow());
    }
}
