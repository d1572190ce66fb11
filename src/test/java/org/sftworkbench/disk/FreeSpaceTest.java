package org.sftworkbench.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeSpaceTest {
    /** Others write to the disk meanwhile. */
    private static final long SOME = 2_000_000_000;

    @TempDir private Path directory;

    @Test
    void isThatOfTheNearestDirectoryThatIsThere() throws IOException {
        assertThat(FreeSpace.at(directory.resolve("not").resolve("made yet")).orElseThrow())
                .isCloseTo(directory.toFile().getUsableSpace(), within(SOME));
    }

    @Test
    void aFullDiskHasNone() throws IOException {
        FaultyDisk full = new FaultyDisk(FaultyDisk.Fault.FULL, 0);
        Path there = full.path(Files.createDirectory(directory.resolve("full")));
        assertThat(FreeSpace.at(there)).hasValue(0);
        full.mend();
        assertThat(FreeSpace.at(there).orElseThrow()).isPositive();
    }
}
