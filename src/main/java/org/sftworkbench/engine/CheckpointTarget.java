package org.sftworkbench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.Listing;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;

/** The directory a run's checkpoint goes to, which must not hold anything yet. */
public final class CheckpointTarget {
    private final Path directory;

    /**
     * @param directory where the checkpoint will be, or null to keep none
     */
    public CheckpointTarget(Path directory) {
        this.directory = directory;
    }

    /**
     * Finds out before a long run whether a checkpoint could be saved after it.
     *
     * @throws ModelException where the directory is in use or cannot be made; says what to do
     */
    public void check() {
        if (directory == null) {
            return;
        }
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(directory)) {
                throw new ModelException(
                        directory
                                + " is not a directory, so that nothing can be kept in it. Choose"
                                + " another output directory.");
            }
            if (!isEmptyDirectory()) {
                throw new ModelException(
                        directory
                                + " already exists and is not empty; nothing there is overwritten."
                                + " Choose another output directory, or delete this one first.");
            }
            return;
        }
        Path ancestor = directory.toAbsolutePath().normalize().getParent();
        while (ancestor != null && !Files.exists(ancestor)) {
            ancestor = ancestor.getParent();
        }
        if (ancestor == null || !Files.isDirectory(ancestor) || !Files.isWritable(ancestor)) {
            throw new ModelException(
                    directory
                            + " cannot be made: "
                            + ancestor
                            + " is not a directory that can be written to.");
        }
    }

    void save(LanguageModel model) {
        if (directory == null) {
            return;
        }
        check();
        model.save(directory);
    }

    private boolean isEmptyDirectory() {
        try {
            return Listing.of(directory).isEmpty();
        } catch (IOException e) {
            throw new ModelException(directory + " cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
