package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Removes small files that processes were writing when they were killed: of names that nothing else
 * has, and older than such a write can be.
 */
public final class StaleFiles {
    /** Writing one takes no second; a machine that slept in between is given time. */
    private static final Duration LONG = Duration.ofHours(1);

    private StaleFiles() {}

    /**
     * Removes those in a directory, as far as they can be.
     *
     * @param name of a file that is only there while another is replaced
     */
    public static void remove(Path directory, Pattern name) {
        remove(directory, name, LONG);
    }

    /**
     * The same where nobody else writes there now.
     *
     * @param name as above
     */
    public static void removeAll(Path directory, Pattern name) {
        remove(directory, name, Duration.ZERO);
    }

    private static void remove(Path directory, Pattern name, Duration age) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Instant before = Instant.now().minus(age);
        DirectoryStream.Filter<Path> stale =
                file ->
                        name.matcher(file.getFileName().toString()).matches()
                                && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                                && !Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                        .toInstant()
                                        .isAfter(before);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, stale)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // It is small, and tried again the next time.
        }
    }
}
