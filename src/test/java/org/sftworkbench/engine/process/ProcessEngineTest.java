package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.InspectedBatch;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;

/** Whatever becomes of the process that computes, this one lives on and knows what happened. */
@Timeout(240)
class ProcessEngineTest extends StartedEngine {
    private static final int STEPS = 6;

    /** Less than the thirty seconds of the next longer patience. */
    private static final Duration FOR_A_BUSY_MACHINE = Duration.ofSeconds(25);

    @Test
    void itsEventsAreThoseOfAnEngineInThisProcess() throws Exception {
        engine = new ProcessEngine(launch());
        List<Command> commands =
                List.of(
                        new Command.LoadModel(TinyRuns.MODEL),
                        TinyRuns.generate(12),
                        new Command.Score(TinyRuns.MODEL, GoldenModel.QWEN3.examples()),
                        new Command.Inspect(
                                TinyRuns.MODEL, InspectedBatch.ofRows(GoldenModel.QWEN3.rows())),
                        TinyRuns.measured(null, STEPS),
                        new Command.LoadModel(directory.resolve("nowhere")),
                        new Command.UnloadModel(TinyRuns.MODEL));
        try (LocalEngine local = new LocalEngine()) {
            for (Command command : commands) {
                assertThat(events(engine, command))
                        .usingRecursiveComparison(apartFromTimes())
                        .isEqualTo(events(local, command));
            }
        }
    }

    private static RecursiveComparisonConfiguration apartFromTimes() {
        return RecursiveComparisonConfiguration.builder()
                .withIgnoredFieldsMatchingRegexes(
                        ".*[sS]econds", ".*tokensPerSecond", ".*memoryBytes")
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Float::equals, Float.class)
                .build();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRunWhoseProcessIsKilledGoesOnToTheSameWeights() throws Exception {
        engine = new ProcessEngine(KilledChild.reportingTo(directory.resolve("logs")));
        Command.Train whole = TinyRuns.recorded(directory.resolve("whole"), STEPS, 0);
        assertThat(engine.submit(whole, event -> {}).await()).isInstanceOf(Event.Trained.class);

        Command.Train killed = TinyRuns.recorded(directory.resolve("killed"), STEPS, 2);
        Event.Failed failed = (Event.Failed) engine.submit(killed, event -> {}).await();
        assertThat(failed.engineLost()).isTrue();
        assertThat(failed.message())
                .contains("The system ended the engine while training with batches of 1 row,")
                .contains("most likely because memory ran out")
                .contains("Lower the batch size")
                .contains("go on from its checkpoint of step ");
        assertThat(new RunRecordFile(new RunDirectory(killed.out())).read())
                .satisfies(
                        record -> {
                            assertThat(record.state()).isEqualTo(RunState.FAILED);
                            assertThat(record.message()).isEqualTo(failed.message());
                        });

        assertThat(engine.submit(TinyRuns.generate(3), event -> {}).await())
                .isInstanceOf(Event.Generated.class);
        assertThat(engine.submit(TinyRuns.resumed(killed), event -> {}).await())
                .isInstanceOf(Event.Trained.class);
        assertThat(
                        Files.mismatch(
                                whole.out().resolve("model.safetensors"),
                                killed.out().resolve("model.safetensors")))
                .isEqualTo(-1);
    }

    @Test
    void aRunThatDoesNotReactToAStopIsEnded() throws Exception {
        engine = new ProcessEngine(launch().running(HangingChild.class));
        CountDownLatch started = new CountDownLatch(1);
        EngineTask task = engine.submit(TinyRuns.measured(null, 10), event -> started.countDown());
        EngineTask waiting = engine.submit(TinyRuns.generate(2), event -> {});
        EngineTask dropped = engine.submit(TinyRuns.generate(2), event -> {});
        started.await();
        dropped.cancel();
        assertThat(dropped.await()).isEqualTo(new Event.Cancelled(0));
        assertThat(task.isDone()).isFalse();

        long asked = System.nanoTime();
        task.cancel();
        Event.Failed failed = (Event.Failed) task.await();
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        assertThat(took).isBetween(Duration.ofSeconds(5), FOR_A_BUSY_MACHINE);
        assertThat(failed.engineLost()).isTrue();
        assertThat(failed.message())
                .isEqualTo("Training did not stop within 5 seconds, so the engine was ended.");
        assertThat(waiting.await()).as("what waited").isInstanceOf(Event.Generated.class);
    }

    @Test
    void aKeptRunThatComputesItsBatchIsWaitedForAsLongAsThreeOfItsStepsTook() throws Exception {
        EngineTask task = amidASecondStep();
        long asked = System.nanoTime();
        task.cancel();
        assertThat(task.await()).isEqualTo(new Event.Cancelled(1));
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .isGreaterThanOrEqualTo(BusyChild.BATCH);
    }

    @Test
    void aRunThatIsWaitedForCanBeEndedAtOnce() throws Exception {
        EngineTask task = amidASecondStep();
        task.cancel();
        task.abandon();
        // One that is not ended at once computes its batch to the end, and is Cancelled then.
        Event.Failed failed = (Event.Failed) task.await();
        assertThat(failed.engineLost()).isTrue();
        assertThat(failed.message())
                .isEqualTo(
                        "Training was ended at once, as you asked. It had saved no checkpoint yet,"
                                + " so it can only begin again.");
    }

    /** A kept run that has taken a step, in a process that computes on for a while when stopped. */
    private EngineTask amidASecondStep() throws Exception {
        engine = new ProcessEngine(launch().running(BusyChild.class));
        CountDownLatch stepped = new CountDownLatch(1);
        EngineTask task =
                engine.submit(
                        TinyRuns.recorded(directory.resolve("busy"), STEPS, 0),
                        event -> {
                            if (event instanceof Event.TrainStepped) {
                                stepped.countDown();
                            }
                        });
        stepped.await();
        return task;
    }

    @Test
    void closingEndsAProcessThatDoesNotReact() throws Exception {
        engine = new ProcessEngine(launch().running(HangingChild.class));
        CountDownLatch started = new CountDownLatch(1);
        EngineTask task = engine.submit(TinyRuns.measured(null, 10), event -> started.countDown());
        EngineTask waiting = engine.submit(TinyRuns.generate(2), event -> {});
        started.await();
        ProcessHandle child = child();
        long asked = System.nanoTime();
        engine.close();
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .isBetween(Duration.ofSeconds(5), FOR_A_BUSY_MACHINE);
        assertThat(child.isAlive()).isFalse();
        assertThat(task.await()).isEqualTo(new Event.Cancelled(0));
        assertThat(waiting.await()).isEqualTo(new Event.Cancelled(0));
        assertThatThrownBy(() -> engine.submit(TinyRuns.generate(2), event -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStoppedRunSavesWhatItLearnedAndTheProcessStays() throws Exception {
        engine = new ProcessEngine(launch());
        CountDownLatch stepped = new CountDownLatch(3);
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        EngineTask task =
                engine.submit(
                        TinyRuns.recorded(directory.resolve("run"), 1_000_000, 0),
                        event -> {
                            events.add(event);
                            if (event instanceof Event.TrainStepped) {
                                stepped.countDown();
                            }
                        });
        stepped.await();
        ProcessHandle child = child();
        task.cancel();
        Event.Cancelled end = (Event.Cancelled) task.await();
        assertThat(end.step()).isGreaterThanOrEqualTo(3);
        assertThat(events)
                .contains(new Event.Saving(end.step()))
                .anyMatch(
                        event ->
                                event instanceof Event.CheckpointSaved saved
                                        && saved.step() == end.step());
        assertThat(engine.submit(TinyRuns.generate(2), event -> {}).await())
                .isInstanceOf(Event.Generated.class);
        assertThat(child()).isEqualTo(child);
        engine.close();
        assertThat(child.isAlive()).isFalse();
    }

    /**
     * @param way of {@link FailingChild}
     * @param what the user is told happened
     * @param more of what the user is told
     */
    private record Death(String way, String what, String more) {}

    private static final List<Death> DEATHS =
            List.of(
                    new Death(
                            "segv",
                            "The engine crashed in a native library while training",
                            "Java's report of it is in"),
                    new Death(
                            "abort",
                            "The engine crashed in a native library while training",
                            "no such tensor"),
                    new Death(
                            "bad_alloc",
                            "The engine ran out of memory while training",
                            "Lower the batch size"),
                    new Death(
                            "cuda",
                            "CUDA error: device-side assert triggered",
                            "the next command starts it again"),
                    new Death(
                            "9",
                            "The engine ended unexpectedly (status 9)",
                            "The next command starts the engine again"));

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void howItEndedIsToldAndTheNextCommandHasAnother() throws Exception {
        Path reports = directory.resolve("logs with % and space");
        String ways = DEATHS.stream().map(Death::way).collect(Collectors.joining(","));
        engine =
                new ProcessEngine(
                        EngineLaunch.reportingTo(reports)
                                .running(FailingChild.class, "-Dsft.failing=" + ways));
        for (int i = 0; i < DEATHS.size(); i++) {
            Death death = DEATHS.get(i);
            // Each needs a process again, as the one before took its own with it.
            Command.Train command = TinyRuns.measured(null, i + 1);
            Event.Failed failed = (Event.Failed) engine.submit(command, event -> {}).await();
            assertThat(failed.engineLost()).as(death.way()).isTrue();
            assertThat(failed.message()).contains(death.what()).contains(death.more());
            if (death.way().equals("segv")) {
                try (Stream<Path> files = Files.list(reports)) {
                    assertThat(files.toList())
                            .singleElement()
                            .satisfies(
                                    report -> assertThat(failed.message()).contains("" + report));
                }
            }
        }
        assertThat(Files.list(Path.of("")).map(Path::toString))
                .as("files of the crash in the working directory")
                .noneMatch(name -> name.startsWith("hs_err") || name.startsWith("core"));
        assertThat(engine.submit(TinyRuns.generate(2), event -> {}).await())
                .isInstanceOf(Event.Generated.class);
    }

    @Test
    void printsBetweenTheMessagesDoNoHarm() throws Exception {
        engine = new ProcessEngine(launch().running(NoisyChild.class));
        try (LocalEngine local = new LocalEngine()) {
            assertThat(events(engine, TinyRuns.generate(200)))
                    .usingRecursiveComparison(apartFromTimes())
                    .isEqualTo(events(local, TinyRuns.generate(200)));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theProcessEndsWithTheProgramThatIsKilled() throws Exception {
        Process window =
                JavaProcess.of(StandInWindow.class, directory.toString())
                        .redirectError(directory.resolve("err").toFile())
                        .start();
        try (BufferedReader lines = window.inputReader()) {
            assertThat(lines.readLine())
                    .as(Files.readString(directory.resolve("err")))
                    .isEqualTo("stepped");
            ProcessHandle child = window.children().findFirst().orElseThrow();
            window.destroyForcibly().waitFor();
            // It is gone in 1.3 s; the rest is for a machine with other things to do.
            long limit = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (isRunning(child) && System.nanoTime() < limit) {
                Thread.sleep(50);
            }
            assertThat(isRunning(child)).isFalse();
        } finally {
            window.descendants().forEach(ProcessHandle::destroyForcibly);
            window.destroyForcibly();
        }
    }

    @Test
    void aProcessThatCannotBeStartedIsSaid() throws Exception {
        engine =
                new ProcessEngine(launch().running(EngineProcess.class, "-XX:NoSuchOptionAtAll=1"));
        Event.Failed failed =
                (Event.Failed) engine.submit(TinyRuns.generate(2), event -> {}).await();
        assertThat(failed.engineLost()).isTrue();
        assertThat(failed.message()).contains("The engine could not be started");
    }

    /**
     * Whether a process is there; where nobody asks for its status, its entry stays when it ends.
     */
    private static boolean isRunning(ProcessHandle process) throws IOException {
        Path entry = Path.of("/proc", Long.toString(process.pid()), "stat");
        return process.isAlive()
                && !(Files.exists(entry) && Files.readString(entry).contains(") Z "));
    }

    private static List<Event> events(Engine engine, Command command)
            throws InterruptedException, IOException {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        engine.submit(command, events::add).await();
        return events;
    }
}
