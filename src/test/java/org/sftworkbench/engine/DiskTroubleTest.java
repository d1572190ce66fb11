package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sftworkbench.disk.FaultyDisk;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;

/**
 * A run whose disk does not take what it keeps says so, waits and goes on to the very same weights;
 * one that is killed at any write, sync or rename goes on from its newest checkpoint. A few of the
 * moments; every one with {@code -Dsft.full=true}.
 */
@Tag("compiled")
@Timeout(600)
class DiskTroubleTest {
    private static final boolean FULL = Boolean.getBoolean("sft.full");

    @TempDir Path directory;

    private final LocalEngine engine = new LocalEngine();
    private Path whole;
    private int operations;

    @BeforeEach
    void runWithoutTrouble() throws InterruptedException {
        whole = directory.resolve("whole");
        FaultyDisk sound = new FaultyDisk(FaultyDisk.Fault.FULL, Integer.MAX_VALUE);
        assertThat(run(SmallRun.of(sound.path(whole), 2), (event, task) -> {}))
                .isInstanceOf(Event.Trained.class);
        operations = sound.operations();
        assertThat(operations).isGreaterThan(60);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "QUOTA", "BROKEN"})
    void whereverTheDiskRefusesTheRunWaitsAndGoesOnToTheSameWeights(FaultyDisk.Fault fault)
            throws Exception {
        int waited = 0;
        for (int at = 1; at <= operations; at += FULL ? 1 : 151) {
            Path out = directory.resolve(fault + "-" + at);
            FaultyDisk disk = new FaultyDisk(fault, at);
            List<Event.DiskRefused> refused = new ArrayList<>();
            List<Boolean> paused = new ArrayList<>();
            Event.Terminal end =
                    run(
                            SmallRun.of(disk.path(out), 2),
                            (event, task) -> {
                                if (event instanceof Event.DiskRefused told) {
                                    refused.add(told);
                                    paused.add(task.isPaused());
                                    if (refused.size() == 2) {
                                        // Tried again in vain the first time.
                                        disk.mend();
                                    }
                                    task.resume();
                                }
                            });
            if (end instanceof Event.Failed failed) {
                // Nothing has been learned yet: said at once, and nothing is left.
                assertThat(failed.message()).contains(out.toString());
                assertThat(refused).isEmpty();
                assertThat(out.resolve("run.json")).doesNotExist();
                continue;
            }
            assertThat(end).as("%s at %d", fault, at).isInstanceOf(Event.Trained.class);
            SmallRun.assertSameModel(whole, out);
            assertThat(steps(out)).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(new RunRecordFile(new RunDirectory(out)).read().state())
                    .isEqualTo(RunState.FINISHED);
            if (!refused.isEmpty()) {
                waited++;
                assertThat(paused).containsOnly(true);
                assertThat(refused.get(0).message()).contains(out.toString());
                assertThat(refused.get(0).needed()).isPositive();
                if (fault == FaultyDisk.Fault.FULL) {
                    assertThat(refused.get(0).message()).contains("No space left on device");
                    assertThat(refused.get(0).free()).isZero();
                }
            }
        }
        assertThat(waited).isGreaterThan(FULL ? operations / 2 : 2);
    }

    @Test
    void itGoesOnByItselfWhenThereIsRoom() throws Exception {
        Path out = directory.resolve("patient");
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, operations / 2);
        List<Event> told = new ArrayList<>();
        Event.Terminal end =
                run(
                        SmallRun.of(disk.path(out), 2),
                        (event, task) -> {
                            if (event instanceof Event.DiskRefused) {
                                disk.mend();
                            }
                            told.add(event);
                        });
        assertThat(end).isInstanceOf(Event.Trained.class);
        assertThat(told).hasAtLeastOneElementOfType(Event.DiskRefused.class);
        assertThat(told).contains(new Event.DiskTook());
        SmallRun.assertSameModel(whole, out);
    }

    @Test
    void aRunThatWaitsCanBeStoppedAndItsLastCheckpointIsAsItWas() throws Exception {
        Path out = directory.resolve("stopped");
        for (int at = operations; ; at -= FULL ? 1 : 211) {
            FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, at);
            Path here = out.resolve(Integer.toString(at));
            Event.Terminal end =
                    run(
                            SmallRun.of(disk.path(here), 2),
                            (event, task) -> {
                                if (event instanceof Event.DiskRefused) {
                                    task.cancel();
                                }
                            });
            if (!new RunDirectory(here).exists()) {
                break;
            }
            // A stop that could not keep the last steps is not passed over in silence.
            if (end instanceof Event.Failed failed) {
                assertThat(failed.message()).contains("No space left on device");
            } else {
                assertThat(end).isInstanceOfAny(Event.Cancelled.class, Event.Trained.class);
            }
            disk.mend();
            assertThat(new Checkpoints(new RunDirectory(here)).newestValid(r -> {}))
                    .isEqualTo(Checkpoints.newestValid(new RunDirectory(here)));
            if (!(end instanceof Event.Trained)) {
                assertThat(run(SmallRun.resumed(here), (event, task) -> {}))
                        .isInstanceOf(Event.Trained.class);
            }
            SmallRun.assertSameModel(whole, here);
        }
    }

    @Test
    void aModelThatIsKeptAloneIsNotLostToAFullDiskEither() throws Exception {
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, 3);
        Path out = directory.resolve("alone");
        List<Event> told = new ArrayList<>();
        Event.Terminal end =
                run(
                        SmallRun.plain(disk.path(out)),
                        (event, task) -> {
                            if (event instanceof Event.DiskRefused) {
                                told.add(event);
                                disk.mend();
                                task.resume();
                            }
                        });
        assertThat(told).hasSize(1);
        assertThat(end).isInstanceOf(Event.Trained.class);
        assertThat(
                        Files.mismatch(
                                whole.resolve("model.safetensors"),
                                out.resolve("model.safetensors")))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED", "POWER"})
    void killedAtAnyWriteSyncOrRenameItGoesOnToTheSameWeights(FaultyDisk.Fault fault)
            throws Exception {
        int fromACheckpoint = 0;
        for (int at = 1; at <= operations; at += FULL ? 1 : 139) {
            Path out = directory.resolve(fault + "-" + at);
            FaultyDisk disk = new FaultyDisk(fault, at);
            run(
                    SmallRun.of(disk.path(out), 2),
                    (event, task) -> {
                        if (event instanceof Event.DiskRefused) {
                            // Whoever is gone does not try again.
                            task.cancel();
                        }
                    });
            assertThat(disk.hasFailed()).isTrue();
            disk.settle();
            if (!new RunDirectory(out).exists()) {
                continue;
            }
            List<String> refused = new ArrayList<>();
            boolean found =
                    new Checkpoints(new RunDirectory(out)).newestValid(refused::add).isPresent();
            assertThat(refused).as("%s at %d", fault, at).isEmpty();
            fromACheckpoint += found ? 1 : 0;
            assertThat(run(SmallRun.resumed(out), (event, task) -> {}))
                    .as("%s at %d", fault, at)
                    .isInstanceOf(Event.Trained.class);
            SmallRun.assertSameModel(whole, out);
            if (fault == FaultyDisk.Fault.KILLED) {
                // Lines of measurements outlive the process, but not the power.
                assertThat(steps(out)).containsExactly(1, 2, 3, 4, 5, 6);
            }
        }
        assertThat(fromACheckpoint).isGreaterThan(2);
    }

    private static List<Integer> steps(Path out) {
        return Files.exists(new RunDirectory(out).metrics())
                ? java.util.Arrays.stream(
                                Metrics.read(new RunDirectory(out)).series("loss").steps())
                        .boxed()
                        .toList()
                : List.of();
    }

    private Event.Terminal run(Command command, BiConsumer<Event, EngineTask> listener)
            throws InterruptedException {
        EngineTask[] task = new EngineTask[1];
        synchronized (task) {
            task[0] =
                    engine.submit(
                            command,
                            event -> {
                                // Waits until the task is known.
                                synchronized (task) {
                                    listener.accept(event, task[0]);
                                }
                            });
        }
        return task[0].await();
    }
}
