package org.sftworkbench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.Listing;

/**
 * The finished model of a run: its files stand in the run's own directory, so that the run opens
 * like any model.
 *
 * <p>They are written into a directory beside and moved, the one that makes a directory a model of
 * ours last. Until then the run is none.
 */
public final class FinalModel {
    private static final String PARTIAL = ".model.partial-";
    private static final Set<String> LAST = Set.of("config.json", "adapter_config.json");

    private final RunDirectory run;

    public FinalModel(RunDirectory run) {
        this.run = run;
    }

    /**
     * @throws RunException where it cannot be written
     */
    public void commit(Checkpoints.Content content) {
        Path partial = run.path().resolve(PARTIAL + UUID.randomUUID());
        try {
            Files.createDirectory(partial);
            content.write(partial);
            DurableFiles.syncTree(partial);
            for (Path file : inOrder(partial)) {
                Path place = run.path().resolve(file.getFileName().toString());
                if (Files.isDirectory(file) && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                    // Of an attempt that was killed; no rename replaces a folder.
                    DurableFiles.deleteTree(place);
                }
                DurableFiles.rename(file, place);
            }
        } catch (IOException e) {
            throw new RunException(
                    run.path() + ": the model cannot be written: " + DurableFiles.why(e), e);
        } catch (UncheckedIOException e) {
            throw new RunException(
                    run.path() + ": the model cannot be written: " + DurableFiles.why(e.getCause()),
                    e.getCause());
        } finally {
            remove(partial);
        }
    }

    private static List<Path> inOrder(Path directory) throws IOException {
        return Listing.of(directory).stream()
                .sorted(
                        Comparator.comparing(
                                        (Path file) -> LAST.contains(file.getFileName().toString()))
                                .thenComparing(file -> file))
                .toList();
    }

    /** Removes what a process that was killed while saving left behind. */
    public void clean() {
        left().forEach(FinalModel::remove);
    }

    /** Whether there is something that is being saved, or was when a process ended. */
    boolean hasLeft() {
        return !left().isEmpty();
    }

    private List<Path> left() {
        try {
            return Listing.of(run.path()).stream()
                    .filter(path -> path.getFileName().toString().startsWith(PARTIAL))
                    .toList();
        } catch (IOException e) {
            throw new RunException(run.path() + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    private static void remove(Path leftover) {
        try {
            if (Files.exists(leftover)) {
                DurableFiles.deleteTree(leftover);
            }
        } catch (IOException e) {
            // Hidden, and tried again at the next start.
        }
    }
}
