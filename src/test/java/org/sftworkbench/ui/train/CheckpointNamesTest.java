package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointNamesTest {
    private final CheckpointNames names =
            new CheckpointNames(Clock.fixed(Instant.parse("2025-01-31T14:25:30Z"), ZoneOffset.UTC));

    @TempDir Path runs;

    @Test
    void nameTellsTheModelAndTheTime() {
        assertThat(names.next(runs, Path.of("assets", "starter"), "sft"))
                .isEqualTo(runs.resolve("starter-sft-20250131-142530"));
    }

    @Test
    void anAdapterIsToldFromAWholeModel() {
        assertThat(names.next(runs, Path.of("starter"), "lora"))
                .isEqualTo(runs.resolve("starter-lora-20250131-142530"));
    }

    @Test
    void nameIsNeverGivenToWhatExists() throws IOException {
        Files.createDirectory(runs.resolve("starter-sft-20250131-142530"));
        Files.createDirectory(runs.resolve("starter-sft-20250131-142530-2"));

        assertThat(names.next(runs, Path.of("starter"), "sft"))
                .isEqualTo(runs.resolve("starter-sft-20250131-142530-3"));
    }
}
