package org.sftworkbench.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code installer/build} is asked for, in which flavour. */
class BuildOptionsTest {
    private static final Path BUILD = Path.of("installer", "Build.java");

    /** Compiled once here, where the script has Java compile it at each start. */
    @TempDir static Path classes;

    private record Run(int exitCode, String said) {}

    @BeforeAll
    static void compile() {
        assumeTrue(Files.exists(BUILD), "the installer's source is not in this directory");
        int status =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, "-d", classes.toString(), BUILD.toString());
        assertThat(status).isZero();
    }

    private static Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classes.toString(), "Build"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    @Test
    void theFlavourForGpusIsAPackageOfItsOwnThatAsks() throws Exception {
        Run cuda = run("--flavor", "cuda", "--plan", "archive");
        assertThat(cuda.exitCode()).as(cuda.said()).isZero();
        assertThat(cuda.said().strip())
                .isEqualTo("archive  sft-workbench-cuda, marked to ask for the CUDA libraries");

        Run usual = run("--plan", "archive");
        assertThat(usual.said().strip()).isEqualTo("archive  sft-workbench");
        assertThat(run("--flavor=cuda", "archive", "--plan")).isEqualTo(cuda);
        assertThat(run("archive", "--flavor", "cpu", "--plan")).isEqualTo(usual);
    }

    @Test
    void anotherFlavourIsRefusedWithWhatThereIs() throws Exception {
        for (String[] wrong :
                List.of(
                        new String[] {"--flavor", "rocm", "--plan"},
                        new String[] {"--plan", "--flavor"},
                        new String[] {"--gpu", "--plan"})) {
            Run run = run(wrong);
            assertThat(run.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(run.said()).contains("--flavor cpu|cuda", "cuda:");
        }
    }
}
