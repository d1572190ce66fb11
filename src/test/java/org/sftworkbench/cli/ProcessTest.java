package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.Launcher;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RunDirectory;

/** The program as a process: what it loads, and how it ends when it is told to. */
@Timeout(300)
class ProcessTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir Path directory;

    @Test
    void helpLoadsNeitherJavaFxNorTheEngine() throws Exception {
        Process process = start("-verbose:class", List.of("--help"));
        List<String> lines = process.inputReader().lines().toList();

        assertThat(process.waitFor()).isZero();
        assertThat(lines)
                .anyMatch(line -> line.contains("org.sftworkbench.cli.SftCommand"))
                .noneMatch(line -> line.contains(" javafx."))
                .noneMatch(line -> line.contains(" org.sftworkbench.ui."))
                .noneMatch(line -> line.contains(" ai.djl."));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aTerminatedTrainingRunKeepsItsLastStepAndLeavesNothingHalfWritten() throws Exception {
        Path ids = directory.resolve("ids.jsonl");
        Files.writeString(ids, "{\"input_ids\":[1,2,3,4,5,6,7,8]}\n");
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Process process =
                start(
                        "-Djava.io.tmpdir=" + temporary,
                        List.of(
                                "train",
                                "--model",
                                GoldenModel.QWEN3.directory().toAbsolutePath().toString(),
                                "--ids",
                                ids.toString(),
                                "--steps",
                                "1000000",
                                "--out",
                                directory.resolve("tuned").toString(),
                                "--json"));
        BufferedReader out = process.inputReader();
        for (int step = 1; step <= 3; step++) {
            assertThat(out.readLine()).startsWith("{\"step\":" + step + ",");
        }
        // Not Process.destroy, which closes the output too.
        process.toHandle().destroy();
        List<String> rest = out.lines().toList();
        int steps = 3 + rest.size();

        assertThat(process.waitFor()).isEqualTo(TERMINATED);
        assertThat(rest).allMatch(line -> line.startsWith("{\"step\":"));
        Path run = directory.resolve("tuned");
        String saved = String.format("step-%08d", steps);
        assertThat(Files.readString(directory.resolve("err")))
                .contains("checkpoint of step " + steps + ": ")
                .contains(saved)
                .contains("go on with: sft train --resume " + run)
                .contains("sft train: stopped");
        assertThat(names(directory)).containsExactlyInAnyOrder("ids.jsonl", "tmp", "err", "tuned");
        assertThat(names(temporary)).isEmpty();
        assertThat(names(run)).noneMatch(name -> name.endsWith(".safetensors"));
        assertThat(names(run.resolve("checkpoints"))).containsExactly(saved);
        assertThat(Checkpoints.newestValid(new RunDirectory(run)))
                .map(Checkpoint::step)
                .contains(steps);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSecondSignalEndsAtOnceWhatDoesNotStop() throws Exception {
        Process process = encoding();
        process.toHandle().destroy();
        // Writing its rows asks nobody whether to stop.
        assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
        while (process.isAlive()) {
            process.toHandle().destroy();
            process.waitFor(500, TimeUnit.MILLISECONDS);
        }

        assertThat(process.waitFor()).isEqualTo(TERMINATED);
        assertThat(Files.readString(directory.resolve("err"))).doesNotContain("in the middle");
        assertThat(names(directory)).containsExactlyInAnyOrder("tmp", "err");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @EnabledIfSystemProperty(named = "sft.full", matches = "true")
    void whatDoesNotStopIsEndedAfterFiveSeconds() throws Exception {
        Process process = encoding();
        long asked = System.nanoTime();
        process.toHandle().destroy();

        assertThat(process.waitFor()).isEqualTo(TERMINATED);
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(Files.readString(directory.resolve("err")))
                .contains("in the middle of its work");
    }

    /** A command that writes rows for long. */
    private Process encoding() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Process process =
                start(
                        "-Djava.io.tmpdir=" + temporary,
                        List.of(
                                "bench",
                                "encode",
                                "--tokenizer",
                                Cli.STARTER.toAbsolutePath().toString(),
                                "--rows",
                                "100000000"));
        while (process.isAlive() && !hasRows(temporary)) {
            Thread.sleep(20);
        }
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    private static boolean hasRows(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> file.endsWith("rows.jsonl"));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void whoeverClosesTheOutputEndsTheCommand() throws Exception {
        Path ids = directory.resolve("ids.jsonl");
        Files.writeString(ids, "{\"input_ids\":[1,2,3,4,5,6,7,8]}\n");
        Process process =
                start(
                        "-Dfile.encoding=UTF-8",
                        List.of(
                                "train",
                                "--model",
                                GoldenModel.QWEN3.directory().toAbsolutePath().toString(),
                                "--ids",
                                ids.toString(),
                                "--steps",
                                "1000000",
                                "--json"));
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).startsWith("{\"step\":1,");
        out.close();

        assertThat(process.waitFor()).isEqualTo(141);
        assertThat(names(directory)).containsExactlyInAnyOrder("ids.jsonl", "err");
    }

    /** Starts the program in an empty directory, where a crash would leave its report. */
    private Process start(String javaOption, List<String> arguments) throws IOException {
        Path user = Path.of(System.getProperty("sft.user.dir", "target/user"));
        List<String> line =
                JavaProcess.command(javaOption, "-Dsft.user.dir=" + user.toAbsolutePath());
        line.add(Launcher.class.getName());
        line.addAll(arguments);
        return new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
