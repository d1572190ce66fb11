package org.sftworkbench.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that cannot be read is one kind of error, whenever it shows. */
class ListingTest {
    @TempDir Path directory;

    @Test
    void holdsWhatIsInADirectoryAndNothingBelow() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "a");
        Path folder = Files.createDirectory(directory.resolve("b"));
        Files.writeString(folder.resolve("c.txt"), "c");
        assertThat(Listing.of(directory)).containsExactlyInAnyOrder(file, folder);
    }

    @Test
    void aDirectoryThatBreaksOffWhileItIsReadIsTheSameKindOfErrorAsAMissingOne() {
        IOException gone = new IOException("Input/output error");
        Stream<Path> breaking =
                Stream.of(1, 2)
                        .map(
                                place -> {
                                    if (place == 2) {
                                        throw new UncheckedIOException(gone);
                                    }
                                    return directory;
                                });
        assertThatThrownBy(() -> Listing.of(breaking)).isSameAs(gone);
        assertThatThrownBy(() -> Listing.of(directory.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
