package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sample data is written where it is missing, and nothing is overwritten. */
class SampleDataTargetTest {
    @TempDir Path directory;

    @Test
    void missingFilesAreWrittenAndChangedOnesAreKept() throws IOException {
        Path mine = Files.writeString(directory.resolve("alpaca.json"), "mine");
        SampleDataTarget target = new SampleDataTarget(directory);

        assertThat(target.write(7)).hasSize(4).containsValues("written");
        assertThat(mine).hasContent("mine");
        assertThat(target.write(7))
                .containsEntry(mine, "is there already and differs; left as it is")
                .containsEntry(directory.resolve("held-out.jsonl"), "as it should be");
    }
}
