package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.OtherProcess;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;

/** {@code sft train} on a run that another process writes is refused with who that is. */
@Timeout(300)
class LockedRunTest {
    @TempDir Path directory;

    private Path run;
    private Path ids;

    @BeforeEach
    void aRunThatStopped() throws IOException {
        run = directory.resolve("run");
        ids = directory.resolve("ids.jsonl");
        Files.writeString(ids, "{\"input_ids\":[1,2,3,4,5,6,7,8]}\n");
        Cli first = Cli.train(ids, "--steps", 4, "--save-steps", 2, "--out", run);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(run.resolve("open.sftrun")).isRegularFile();
        new RunRecordFile(new RunDirectory(run)).update(r -> r.in(RunState.STOPPED, ""));
    }

    @Test
    void neitherGoingOnNorStartingThereIsPossibleUntilTheOtherHasEnded() throws IOException {
        String before = Files.readString(run.resolve("run.json"));
        try (OtherProcess other = OtherProcess.holding(run.resolve(".lock"), "the window")) {
            for (Cli refused :
                    List.of(
                            Cli.run("train", "--resume", run),
                            Cli.train(ids, "--steps", 1, "--out", run))) {
                assertThat(refused.exitCode()).isEqualTo(1);
                assertThat(refused.err())
                        .contains("a run is going on there, in the window (process " + other.pid());
            }
            assertThat(run.resolve("run.json")).hasContent(before);
        }
        Cli goesOn = Cli.run("train", "--resume", run);
        assertThat(goesOn.exitCode()).as(goesOn.err()).isZero();
    }
}
