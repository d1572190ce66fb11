package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.Launcher;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;

/** A result that cannot be written is neither a success nor a finding of the command's. */
class OutputLostTest {
    private static final String[] CHECK = {
        "check", "--model", "assets/starter", "--data", "sample-data/en/no-such-file.jsonl"
    };

    private static final String[] TOKENS = {
        "tokens", "--tokenizer", Cli.STARTER.toString(), "--data", "sample-data/held-out.jsonl"
    };

    private final StringWriter err = new StringWriter();

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "models", "bench"})
    void whatCannotBeWrittenIsSaidWithAnExitCodeOfItsOwn(String command) {
        assertThat(run("No space left on device", command)).isEqualTo(74);
        assertThat(err.toString())
                .contains("the output could not be written: No space left on device");
    }

    @Test
    void tokensSayItToo() {
        assertThat(
                        run(
                                "Input/output error",
                                "tokens",
                                "--tokenizer",
                                Cli.STARTER.toString(),
                                "--data",
                                "sample-data/held-out.jsonl"))
                .isEqualTo(74);
        assertThat(err.toString().strip())
                .isEqualTo("sft tokens: the output could not be written: Input/output error");
    }

    @Test
    void whoeverClosesAPipeHearsNothing() {
        assertThat(run("Broken pipe", "--help")).isEqualTo(141);
        assertThat(
                        run(
                                "Broken pipe",
                                "tokens",
                                "--tokenizer",
                                Cli.STARTER.toString(),
                                "--data",
                                "sample-data/held-out.jsonl"))
                .isEqualTo(141);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aRunWhoseLinesNobodyReadsSaysHowItGoesOn() throws IOException {
        Path ids = directory.resolve("ids.jsonl");
        Files.writeString(ids, "{\"input_ids\":[1,2,3,4]}\n");
        for (String failure : List.of("Broken pipe", "No space left on device")) {
            Path run = directory.resolve(failure.replace(" ", ""));
            run(
                    failure,
                    "train",
                    "--model",
                    GoldenModel.QWEN3.directory().toString(),
                    "--ids",
                    ids.toString(),
                    "--steps",
                    "4",
                    "--out",
                    run.toString());
            assertThat(err.toString())
                    .contains(
                            "stopped, as its output is not taken any more; go on with: sft train"
                                    + " --resume "
                                    + run);
        }
    }

    @Test
    void anEarlierFailureIsNotCoveredUp() {
        assertThat(run("No space left on device", CHECK)).isEqualTo(1);
        assertThat(err.toString()).contains("no-such-file.jsonl");
    }

    @Test
    void aFullDeviceIsSaid() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists(), "there is no device here that is always full");
        Path said = directory.resolve("err");
        List<String> line =
                JavaProcess.command("-Dsft.user.dir=" + directory.resolve("user").toAbsolutePath());
        line.addAll(List.of(Launcher.class.getName(), "--version"));
        Process process =
                new ProcessBuilder(line).redirectOutput(full).redirectError(said.toFile()).start();

        assertThat(process.waitFor()).isEqualTo(74);
        assertThat(Files.readString(said)).contains("the output could not be written: ");
    }

    private int run(String failure, String... arguments) {
        OutputStream failing =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(failure);
                    }
                };
        Console console =
                new Console(
                        new OutputStreamWriter(failing, StandardCharsets.UTF_8),
                        new PrintWriter(err),
                        Style.PLAIN,
                        100);
        return new CommandLineProgram(console, new Cancellation(), new UnsavedWork(), paths -> {})
                .execute(arguments);
    }
}
