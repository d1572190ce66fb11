package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.Launcher;
import org.sftworkbench.model.GoldenModel;

/**
 * {@code sft train} on a file system of 8 MB that really is full: it waits for room, or ends where
 * that is asked for. Runs with {@code -Dsft.full=true} where a user may mount one.
 */
@Timeout(300)
class SmallDiskTest {
    @TempDir Path directory;

    private Path disk;

    @BeforeEach
    void requireASmallDisk() throws Exception {
        assumeTrue(Boolean.getBoolean("sft.full"), "takes long: -Dsft.full=true runs it");
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(inside("true") == 0, "this user may not mount a file system");
        Files.writeString(directory.resolve("ids.jsonl"), "{\"input_ids\":[1,2,3,4,5,6,7,8]}\n");
    }

    @Test
    void aRunWaitsUntilThereIsRoom() throws Exception {
        int exit =
                inside(
                        "head -c 7000000 /dev/zero > "
                                + disk
                                + "/filler && (sleep 20; rm "
                                + disk
                                + "/filler) & sleep 1; "
                                + train("wait")
                                + " && cp -r "
                                + disk
                                + "/run "
                                + directory
                                + "/kept");
        String told = Files.readString(directory.resolve("told"));
        assertThat(exit).as(told).isZero();
        assertThat(told)
                .contains("No space left on device")
                .contains("The run waits, nothing is lost")
                .contains("the disk has taken it; the run goes on");
        assertThat(directory.resolve("kept").resolve("model.safetensors")).isNotEmptyFile();
    }

    @Test
    void aRunEndsWhereThatIsAskedFor() throws Exception {
        int exit = inside("head -c 7000000 /dev/zero > " + disk + "/filler; " + train("stop"));
        assertThat(exit).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("told")))
                .contains("No space left on device")
                .contains("go on with: sft train --resume " + disk.resolve("run"));
    }

    private String train(String whenFull) {
        List<String> words = JavaProcess.command();
        words.addAll(List.of(Launcher.class.getName(), "train", "--model"));
        words.add(GoldenModel.QWEN3.directory().toAbsolutePath().toString());
        words.addAll(List.of("--ids", directory.resolve("ids.jsonl").toString()));
        words.addAll(List.of("--steps", "4", "--save-steps", "2", "--save-total-limit", "1"));
        words.addAll(List.of("--out", disk.resolve("run").toString(), "--when-full", whenFull));
        return "'" + String.join("' '", words) + "'";
    }

    /** Runs a shell command where the directory is a small file system of its own. */
    private int inside(String command) throws IOException, InterruptedException {
        Process process;
        try {
            process =
                    new ProcessBuilder(
                                    "unshare",
                                    "-rm",
                                    "sh",
                                    "-c",
                                    "mount -t tmpfs -o size=8m tmpfs " + disk + " && " + command)
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("told").toFile())
                            .start();
        } catch (IOException e) {
            return -1;
        }
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
