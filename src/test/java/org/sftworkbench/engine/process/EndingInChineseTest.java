package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.DeviceLoss;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.InspectedBatch;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** However the engine's process ends, the Chinese window says so in Chinese. */
class EndingInChineseTest {
    private static final Path CRASH = Path.of("/var/log/sft/hs_err_pid7.log");

    @TempDir private Path directory;

    static Stream<Ending> endings() {
        return IntStream.of(137, 143, 139, 134, 1, 0, -1073741819)
                .boxed()
                .flatMap(
                        status ->
                                Stream.of(
                                        new Ending(status, Optional.empty(), List.of()),
                                        new Ending(status, Optional.of(CRASH), List.of()),
                                        new Ending(
                                                status,
                                                Optional.empty(),
                                                List.of("x", "bad_alloc", "\tat a.B")),
                                        new Ending(
                                                status, Optional.empty(), List.of("#", "SIGX 7")),
                                        new Ending(
                                                status,
                                                Optional.empty(),
                                                List.of(
                                                        SelfEnding.SAYS
                                                                + "java.lang.OutOfMemoryError: Java"
                                                                + " heap space")),
                                        new Ending(
                                                status,
                                                Optional.empty(),
                                                List.of(
                                                        SelfEnding.SAYS
                                                                + "java.lang.IllegalStateException"))));
    }

    private List<Command> commands() {
        Command.Train train = TinyRuns.recorded(directory.resolve("run"), 4, 2);
        InspectedBatch batch =
                new InspectedBatch(
                        new int[] {1}, new int[] {0}, new int[] {1}, new boolean[] {true});
        return List.of(
                train,
                TinyRuns.measured(null, 3),
                TinyRuns.generate(4),
                new Command.Generate(
                        TinyRuns.MODEL, List.of(new int[] {1}), TinyRuns.generate(1).settings()),
                new Command.Score(TinyRuns.MODEL, GoldenModel.QWEN3.examples()),
                new Command.Inspect(TinyRuns.MODEL, batch),
                new Command.Merge(TinyRuns.MODEL, ModelSettings.DEFAULTS, directory),
                new Command.LoadModel(TinyRuns.MODEL));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void anEndingIsTold(Ending ending) {
        ToldInChinese.check(ending.atStart());
        for (Command command : commands()) {
            String told = ending.during(command);
            ToldInChinese.check(told);
            ToldInChinese.check(LossReport.lost(stepped(command, false), told).message());
            ToldInChinese.check(LossReport.lost(stepped(command, true), told).message());
        }
    }

    @Test
    void aStopThatIsNotReactedToIsTold() {
        for (Command command : commands()) {
            for (boolean saved : new boolean[] {false, true}) {
                ProcessTask task = stepped(command, saved);
                ToldInChinese.check(LossReport.unresponsive(task).message());
                task.hear(new Event.Saving(3));
                ToldInChinese.check(LossReport.unresponsive(task).message());
                task.abandon();
                ToldInChinese.check(LossReport.unresponsive(task).message());
            }
        }
    }

    /** As when a run that goes on is still being loaded. */
    @Test
    void aRunThatIsEndedBeforeItsFirstStepIsOfferedItsCheckpointToo() {
        Command recorded = commands().get(0);
        ProcessTask task = new ProcessTask(1, recorded, event -> {}, (asked, wish) -> {});
        assertThat(LossReport.unresponsive(task).message()).doesNotContain("checkpoint");
        task.hear(new Event.CheckpointSaved(2, CRASH));
        assertThat(LossReport.unresponsive(task).message())
                .endsWith("The run can go on from its checkpoint of step 2.");
    }

    @Test
    void aLostGpuIsTold() {
        for (String why :
                List.of(
                        "CUDA error: device-side assert triggered",
                        "CUDA error: an illegal memory access was encountered")) {
            for (String name : List.of("Training", "Generating", "Scoring", "Merging")) {
                Event.Failed failed = new Event.Failed(name + " failed: " + why, List.of(), false);
                ToldInChinese.check(DeviceLoss.of(failed).message());
            }
        }
    }

    private static ProcessTask stepped(Command command, boolean saved) {
        ProcessTask task = new ProcessTask(1, command, event -> {}, (asked, wish) -> {});
        task.hear(new Event.TrainResumed(3, CRASH));
        if (saved) {
            task.hear(new Event.CheckpointSaved(2, CRASH));
        }
        return task;
    }
}
