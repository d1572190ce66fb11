package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A run for which the system really has no memory says what to lower, and the next run in the same
 * process works.
 */
@EnabledOnOs(OS.LINUX)
class MemoryRunsOutTest {
    /** Of addresses: enough for Java, libtorch and a small run. */
    private static final long MOST_KILOBYTES = 6_000_000;

    @Test
    @Timeout(120)
    void trainingSaysWhatToLowerAndTheNextRunWorks() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "no shell to limit the memory with");
        ProcessBuilder builder =
                new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -v " + MOST_KILOBYTES + " && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:CompressedClassSpaceSize=64m",
                        "-XX:ReservedCodeCacheSize=64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HungryRuns.class.getName());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.redirectError(new File("/dev/null")).start();
        String told =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        List<String> lines = told.lines().toList();
        assertThat(lines).as(told).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("Out of memory while training with batches of 40000 rows")
                .contains("Lower the batch size");
        assertThat(lines.get(1)).isEqualTo("Trained");
    }
}
