package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a directory so that it appears under its name whole or not at all. */
public final class WholeDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(WholeDirectory.class);

    private WholeDirectory() {}

    /** Writes what is in the directory. */
    @FunctionalInterface
    public interface Content {
        /**
         * @param directory empty; syncing is not this method's
         */
        void write(Path directory) throws IOException;
    }

    /**
     * Writes into a hidden directory beside, syncs it, and renames it.
     *
     * @param target does not exist, or is an empty directory; its parents are made
     * @throws java.nio.file.DirectoryNotEmptyException where something was put there meanwhile
     * @throws java.nio.file.FileAlreadyExistsException likewise
     * @throws IOException where it cannot be written; the target is then as it was
     */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Files.createDirectories(absolute.getParent());
        WorkDirectory work = WorkDirectory.beside(absolute, WorkDirectory.Purpose.PARTIAL);
        try {
            // Not a temporary directory, which only its owner could read.
            Files.createDirectory(work.path());
            content.write(work.path());
            DurableFiles.syncTree(work.path());
            Files.deleteIfExists(absolute);
            DurableFiles.rename(work.path(), absolute);
        } finally {
            close(work);
        }
    }

    /** What is told is how the writing went; what stays is removed by the next that writes here. */
    private static void close(WorkDirectory work) {
        try {
            work.close();
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", work.path(), e.getMessage());
        }
    }
}
