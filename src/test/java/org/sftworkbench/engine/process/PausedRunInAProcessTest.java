package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.Latches;
import org.slf4j.LoggerFactory;

/** A paused run in a process of its own lets other commands be carried out beside it. */
@Timeout(300)
class PausedRunInAProcessTest {
    @TempDir static Path logs;

    /** Of all tests, up to one that ends it. */
    private static ProcessEngine engine;

    @TempDir Path directory;

    private final List<Event> told = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch stepped = new CountDownLatch(1);
    private final CountDownLatch standing = new CountDownLatch(1);
    private final BlockingQueue<Event> saved = new LinkedBlockingQueue<>();
    private EngineTask run;

    @BeforeEach
    void pause() throws InterruptedException {
        if (engine == null) {
            engine = new ProcessEngine(EngineLaunch.reportingTo(logs));
        }
        run =
                engine.submit(
                        TinyRuns.recorded(directory.resolve("run"), 1_000_000, 0),
                        event -> {
                            told.add(event);
                            if (event instanceof Event.TrainStepped) {
                                stepped.countDown();
                            } else if (event instanceof Event.StandsStill) {
                                standing.countDown();
                            } else if (event instanceof Event.CheckpointSaved) {
                                saved.add(event);
                            }
                        });
        stepped.await();
        run.pause();
    }

    @AfterEach
    void end() throws InterruptedException {
        run.cancel();
        run.await();
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    @Test
    void isAnsweredBesideAndSavesWhatItLearnedWhenItIsStoppedAmidAnAnswer() throws Exception {
        assertThat(answer(2).await()).isInstanceOf(Event.Generated.class);
        assertThat(engine.submit(new Command.LoadModel(directory.resolve("none")), e -> {}).await())
                .isInstanceOf(Event.Failed.class);
        assertThat(run.isPaused()).isTrue();
        long steps = steps();

        AtomicReference<Event.Terminal> answered = new AtomicReference<>();
        EngineTask asked =
                engine.submit(
                        TinyRuns.generate(50),
                        event -> {
                            if (event instanceof Event.Tokens) {
                                run.cancel();
                            } else if (event instanceof Event.Terminal end) {
                                assertThat(run.isDone()).isFalse();
                                answered.set(end);
                            }
                        });
        Event.Cancelled end = (Event.Cancelled) run.await();
        assertThat(asked.await()).isInstanceOf(Event.Generated.class).isSameAs(answered.get());
        assertThat(((Event.Generated) answered.get()).rows().get(0).outputIds()).hasSize(50);
        assertThat(end.step()).isEqualTo((int) steps);
        assertThat(told)
                .anyMatch(
                        event ->
                                event instanceof Event.CheckpointSaved saved
                                        && saved.step() == steps);
        assertThat(answer(2).await()).isInstanceOf(Event.Generated.class);
    }

    @Test
    void goesOnAfterWhatWasAskedBeforeItWasResumed() throws Exception {
        standing.await();
        long steps = steps();
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch everythingAsked = keepTheEngineThreadBusy();
        EngineTask first =
                engine.submit(
                        TinyRuns.generate(20),
                        event -> {
                            if (event instanceof Event.Terminal) {
                                seen.add(steps());
                            }
                        });
        EngineTask second =
                engine.submit(
                        TinyRuns.generate(20),
                        event -> {
                            if (event instanceof Event.Terminal) {
                                seen.add(steps());
                            }
                        });
        run.resume();
        everythingAsked.countDown();
        assertThat(first.await()).isInstanceOf(Event.Generated.class);
        assertThat(second.await()).isInstanceOf(Event.Generated.class);
        assertThat(seen).containsExactly(steps, steps);
        EngineTask late = answer(2);
        while (steps() < steps + 3) {
            Thread.sleep(10);
        }
        assertThat(late.isDone()).as("what is asked while it goes on").isFalse();
        run.cancel();
        assertThat(run.await()).isInstanceOf(Event.Cancelled.class);
        assertThat(late.await()).isInstanceOf(Event.Generated.class);
    }

    @Test
    void whatItHasLearnedSoFarCanBeSavedAndAsked() throws Exception {
        standing.await();
        run.saveNow();
        Event.CheckpointSaved saved = (Event.CheckpointSaved) this.saved.take();
        assertThat(saved.step()).isEqualTo((int) steps());
        assertThat(engine.submit(new Command.LoadModel(saved.checkpoint()), event -> {}).await())
                .isInstanceOf(Event.ModelReady.class);
        assertThat(run.isPaused()).isTrue();
    }

    @Test
    void whatIsAskedBeforeItStandsStillIsAnsweredAfterTheStepInWorkThoughItIsResumedFirst()
            throws Exception {
        long steps = askBeforeItStandsStill(false);
        while (steps() < steps + 3) {
            Thread.sleep(10);
        }
    }

    @Test
    void goesOnWhereWhatWasAskedBeforeItStoodStillIsNotWantedAnyMore() throws Exception {
        long steps = askBeforeItStandsStill(true);
        while (steps() < steps + 3) {
            Thread.sleep(10);
        }
    }

    /** Returns how many steps there were when the question was done with. */
    private long askBeforeItStandsStill(boolean dropped) throws InterruptedException {
        standing.await();
        CountDownLatch everythingAsked = keepTheEngineThreadBusy();
        run.resume();
        run.pause();
        EngineTask asked = answer(2);
        run.resume();
        if (dropped) {
            asked.cancel();
        }
        everythingAsked.countDown();
        Event.Terminal end = asked.await();
        assertThat(end).isInstanceOf(dropped ? Event.Cancelled.class : Event.Generated.class);
        assertThat(run.isDone()).isFalse();
        return steps();
    }

    @Test
    void takesNoStepsUntilItIsResumed() throws Exception {
        assertThat(run.isPaused()).isTrue();
        standing.await();
        long steps = steps();
        Thread.sleep(300);
        assertThat(steps()).isEqualTo(steps);
        run.resume();
        while (steps() == steps) {
            Thread.sleep(10);
        }
        run.pause();
        run.cancel();
        assertThat(run.await()).isInstanceOf(Event.Cancelled.class);
    }

    @Test
    void anAnswerThatIsStoppedLeavesItPaused() throws Exception {
        AtomicReference<EngineTask> asked = new AtomicReference<>();
        CountDownLatch answering = new CountDownLatch(1);
        asked.set(engine.submit(TinyRuns.generate(100_000), event -> answering.countDown()));
        answering.await();
        asked.get().cancel();
        assertThat(asked.get().await()).isInstanceOf(Event.Generated.class);
        assertThat(run.isPaused()).isTrue();
        long steps = steps();
        run.resume();
        while (steps() == steps) {
            Thread.sleep(10);
        }
    }

    @Test
    void whereTheProcessDiesAmidAnAnswerBothAreToldSoAndTheNextCommandHasAnother()
            throws Exception {
        CountDownLatch answering = new CountDownLatch(1);
        EngineTask asked =
                engine.submit(TinyRuns.generate(100_000), event -> answering.countDown());
        answering.await();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger log = (Logger) LoggerFactory.getLogger(ProcessEngine.class);
        log.addAppender(logged);
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        assertThat(asked.await())
                .isInstanceOfSatisfying(
                        Event.Failed.class,
                        failed -> assertThat(failed.message()).contains("while generating"));
        assertThat(run.await())
                .isInstanceOfSatisfying(
                        Event.Failed.class,
                        failed -> {
                            assertThat(failed.engineLost()).isTrue();
                            assertThat(failed.message()).contains("It had saved no checkpoint yet");
                        });
        assertThat(answer(2).await()).isInstanceOf(Event.Generated.class);
        log.detachAppender(logged);
        assertThat(logged.list)
                .as("what is logged of it, once")
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("beside a paused run");
    }

    @Test
    void closingAmidAnAnswerEndsBothAndSavesWhatWasLearned() throws Exception {
        CountDownLatch answering = new CountDownLatch(1);
        EngineTask asked =
                engine.submit(TinyRuns.generate(100_000), event -> answering.countDown());
        answering.await();
        close();
        assertThat(asked.isDone()).isTrue();
        assertThat(run.await()).isInstanceOf(Event.Cancelled.class);
        assertThat(told).anyMatch(Event.CheckpointSaved.class::isInstance);
    }

    /** Until it is told, the engine hears of nothing that is asked of it. */
    private CountDownLatch keepTheEngineThreadBusy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        engine.submit(
                TinyRuns.generate(2),
                event -> {
                    if (event instanceof Event.Terminal) {
                        busy.countDown();
                        Latches.await(over);
                    }
                });
        busy.await();
        return over;
    }

    private EngineTask answer(int tokens) {
        return engine.submit(TinyRuns.generate(tokens), event -> {});
    }

    private long steps() {
        synchronized (told) {
            return told.stream().filter(Event.TrainStepped.class::isInstance).count();
        }
    }
}
