package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunStore;

/**
 * A process that is killed at any moment while it saves checkpoints leaves a newest one that loads.
 * 2 moments; 200 with {@code -Dsft.full=true}.
 */
@Tag("compiled")
class KilledWhileSavingTest {
    private static final int MOMENTS = Boolean.getBoolean("sft.full") ? 200 : 2;

    @TempDir Path directory;

    @Test
    void theNewestValidCheckpointLoadsAndTheRunGoesOn() throws Exception {
        Random random = new Random(20260131);
        RunDirectory run = new RunDirectory(directory.resolve("run"));
        int newest = 0;
        int leftovers = 0;
        for (int moment = 0; moment < MOMENTS; moment++) {
            int told = saveUntilKilled(run, random);
            leftovers += leftovers(run) > 0 ? 1 : 0;
            List<String> refused = new ArrayList<>();
            Checkpoint valid = new Checkpoints(run).newestValid(refused::add).orElseThrow();
            assertThat(refused).as("moment %d", moment).isEmpty();
            assertThat(valid.step())
                    .as("moment %d", moment)
                    .isGreaterThanOrEqualTo(told)
                    .isGreaterThanOrEqualTo(newest);
            newest = valid.step();
            try (LanguageModel model = LanguageModel.load(valid.path(), true)) {
                assertThat(model.parameters()).isPositive();
            }
        }
        assertThat(newest).isGreaterThanOrEqualTo(MOMENTS);
        new RunStore(directory).clean();
        assertThat(leftovers(run)).isZero();
        assertThat(Checkpoints.newestValid(run).orElseThrow().step()).isEqualTo(newest);
        if (MOMENTS > 2) {
            // Otherwise no kill fell into the saving; of two it may be that none does.
            assertThat(leftovers).isPositive();
        }
        new Checkpoints(run).clean();
        assertThat(leftovers(run)).isZero();
    }

    /** Goes on with the run in a process of its own; returns the last step it said was safe. */
    private int saveUntilKilled(RunDirectory run, Random random)
            throws IOException, InterruptedException {
        Process process =
                JavaProcess.of(SavingProcess.class, run.path().toString())
                        .redirectError(directory.resolve("err").toFile())
                        .start();
        int told = 0;
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            assertThat(line).as(Files.readString(directory.resolve("err"))).isNotNull();
            told = Integer.parseInt(line);
            Thread.sleep(random.nextInt(400));
            process.destroyForcibly();
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                told = Integer.parseInt(next);
            }
        } catch (IOException e) {
            // The output ends in the middle, as the process does.
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return told;
    }

    private static long leftovers(RunDirectory run) throws IOException {
        try (Stream<Path> inside = Files.list(run.checkpoints())) {
            return inside.filter(path -> path.getFileName().toString().startsWith(".")).count();
        }
    }
}
