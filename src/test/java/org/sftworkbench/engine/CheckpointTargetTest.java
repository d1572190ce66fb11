package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.ModelException;

/** Where a run may keep what it makes. */
class CheckpointTargetTest {
    @TempDir Path directory;

    @Test
    void aFileIsSaidToBeNoDirectory() throws IOException {
        refused(Files.writeString(directory.resolve("a-file"), "x"));
    }

    @Test
    void aLinkToNothingIsRefusedToo() throws IOException {
        refused(
                Files.createSymbolicLink(
                        directory.resolve("link"), directory.resolve("not-there")));
    }

    @Test
    void anEmptyDirectoryIsTaken() {
        assertThatCode(() -> new CheckpointTarget(directory).check()).doesNotThrowAnyException();
    }

    private static void refused(Path target) {
        assertThatThrownBy(() -> new CheckpointTarget(target).check())
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(target + " is not a directory");
    }
}
