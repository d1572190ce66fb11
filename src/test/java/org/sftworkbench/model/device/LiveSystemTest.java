package org.sftworkbench.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs are waited for, but not for ever. */
class LiveSystemTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path directory;

    @BeforeEach
    void theProgramsOfUnix() {
        assumeFalse(
                System.getProperty("os.name").startsWith("Windows"), "the programs are of Unix");
    }

    @Test
    void aProgramThatHangsIsKilledAndSoIsTheWait() {
        long start = System.nanoTime();
        assertThat(new LiveSystem().run(SHORT, "sleep", "60"))
                .isInstanceOf(CommandOutput.Hanging.class);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void aProgramThatIsNotThereIsAbsent() {
        assertThat(new LiveSystem().run(LONG, "no-such-program-anywhere"))
                .isInstanceOf(CommandOutput.Absent.class);
        assertThat(new LiveSystem().run(LONG, directory.toString()))
                .isInstanceOf(CommandOutput.Absent.class);
    }

    @Test
    void errorsAreReadAndTheExitCodeKept() {
        assertThat(new LiveSystem().run(LONG, "sh", "-c", "echo out; echo err >&2; exit 9"))
                .isEqualTo(new CommandOutput.Ended(9, "out\nerr\n"));
    }

    @Test
    void filesThatCannotBeReadAreNone() throws Exception {
        Files.writeString(directory.resolve("a"), "text");
        LiveSystem system = new LiveSystem();
        assertThat(system.read(directory.resolve("a").toString())).hasValue("text");
        assertThat(system.read(directory.toString())).isEmpty();
        assertThat(system.read("\0")).isEmpty();
        assertThat(system.list(directory.toString())).containsExactly("a");
        assertThat(system.list(directory.resolve("b").toString())).isEmpty();
        assertThat(system.freeDisk(directory.resolve("not/yet").toString()).orElse(0)).isPositive();
    }
}
