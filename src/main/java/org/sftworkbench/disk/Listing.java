package org.sftworkbench.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is in a directory: an error is one kind whether it comes when the directory is opened or, as
 * on a drive that goes away, while it is read.
 */
public final class Listing {
    private Listing() {}

    /**
     * Everything in a directory, in no order; nothing below that.
     *
     * @throws IOException where it is missing, no directory, or cannot be read to its end
     */
    public static List<Path> of(Path directory) throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return of(inside);
        }
    }

    static List<Path> of(Stream<Path> inside) throws IOException {
        try {
            return inside.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
