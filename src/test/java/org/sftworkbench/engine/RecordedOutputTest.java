package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.FaultyDisk;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.run.RunException;
import org.sftworkbench.train.Trainer;

/** A run that cannot be begun takes nothing away but what it made itself. */
class RecordedOutputTest {
    /** More operations than the beginning of a run takes. */
    private static final int MOST = 25;

    private static final Duration MOMENT = Duration.ofMillis(1);

    @TempDir Path directory;

    private LanguageModel model;

    @BeforeEach
    void load() {
        model = LanguageModel.load(SmallRun.plain(directory).model(), true);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void whatAnotherPutThereWhileTheModelWasLoadedStays() throws Exception {
        int failed = 0;
        for (int at = 1; at < MOST; at++) {
            Path out = directory.resolve("run-" + at);
            Path other = out.resolve("notes.txt");
            Optional<String> failure = begin(new FaultyDisk(FaultyDisk.Fault.FULL, at), out, other);
            assertThat(other).as("operation %d: %s", at, failure).hasContent("mine");
            failed += failure.filter(why -> why.contains("run.json")).isPresent() ? 1 : 0;
        }
        assertThat(failed).isPositive();
    }

    @Test
    void aRunThatIsAloneThereLeavesNothing() throws Exception {
        int failed = 0;
        for (int at = 1; at < MOST; at++) {
            Path out = directory.resolve("run-" + at);
            Optional<String> failure = begin(new FaultyDisk(FaultyDisk.Fault.FULL, at), out, null);
            if (failure.filter(why -> why.contains("run.json")).isPresent()) {
                assertThat(out).doesNotExist();
                failed++;
            }
        }
        assertThat(failed).isPositive();
    }

    /**
     * @param other appears after the directory was looked at; null for nothing
     * @return why the run could not be begun
     */
    private Optional<String> begin(FaultyDisk disk, Path out, Path other) throws Exception {
        Command.Train command = SmallRun.of(disk.path(out), 0);
        // A run that has begun waits for room, and gets it.
        DiskPatience patience =
                new DiskPatience(event -> disk.mend(), new Cancellation(), MOMENT, MOMENT);
        try (RecordedOutput output = RecordedOutput.open(command, patience, event -> {})) {
            if (other != null) {
                Files.createDirectories(out);
                Files.writeString(other, "mine");
            }
            Trainer trainer =
                    new Trainer(
                            model,
                            command.examples(),
                            command.config(),
                            command.method().step(),
                            command.padId());
            output.begin(model, trainer);
            return Optional.empty();
        } catch (RunException e) {
            return Optional.of(e.getMessage());
        }
    }
}
