package org.sftworkbench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.Listing;

/**
 * The checkpoints of a run: each appears under its name whole or not at all, whenever the process
 * is killed or the disk fills up.
 *
 * <p>A checkpoint is written into a sibling directory, its files and the directory synced, then the
 * manifest, then renamed. So a directory called {@code step-…} that does not agree with its
 * manifest has been damaged since, and is not used. One of the same step is set aside for that
 * rename, as no directory can be renamed onto another, and counts as long as its name is free.
 */
public final class Checkpoints {
    private static final String PARTIAL = ".partial-";
    private static final String OLD = ".old-";
    private static final String ASIDE = ".aside-";

    private final Path directory;

    public Checkpoints(RunDirectory run) {
        this.directory = run.checkpoints();
    }

    /** Writes a checkpoint's files. */
    @FunctionalInterface
    public interface Content {
        /**
         * @param directory empty; files only, syncing is not this method's
         */
        void write(Path directory) throws IOException;
    }

    /**
     * Saves a checkpoint.
     *
     * @return it
     * @throws RunException where it cannot be written, such as for a full disk; those before are
     *     then as they were
     */
    public Checkpoint commit(int step, Content content) {
        Path target = directory.resolve(Checkpoint.name(step));
        Path partial = beside(step, PARTIAL);
        Path aside = beside(step, ASIDE);
        boolean done = false;
        try {
            // Not the run's own directory, which was removed or moved if it is not there.
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory);
            }
            Files.createDirectory(partial);
            content.write(partial);
            DurableFiles.syncTree(partial);
            Manifest.write(partial, step);
            DurableFiles.syncDirectory(partial);
            if (isThere(target)) {
                // A damaged one, or one whose name the disk would not promise to keep.
                DurableFiles.rename(target, aside);
            }
            DurableFiles.rename(partial, target);
            done = true;
            remove(aside);
            return new Checkpoint(target, step);
        } catch (IOException e) {
            throw notWritten(target, step, DurableFiles.why(e), e);
        } catch (UncheckedIOException e) {
            throw notWritten(target, step, DurableFiles.why(e.getCause()), e.getCause());
        } finally {
            if (!done) {
                putBack(aside, target);
                remove(partial);
            }
        }
    }

    private Path beside(int step, String purpose) {
        return directory.resolve("." + Checkpoint.name(step) + purpose + UUID.randomUUID());
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void putBack(Path aside, Path target) {
        try {
            if (isThere(aside) && !isThere(target)) {
                DurableFiles.rename(aside, target);
            }
        } catch (IOException e) {
            // It counts where it is, and the next start tries again.
        }
    }

    private RunException notWritten(Path target, int step, String why, Exception cause) {
        Optional<Checkpoint> before = before(step);
        return new RunException(
                target
                        + ": the checkpoint cannot be written: "
                        + why
                        + (before.isEmpty()
                                ? ""
                                : ". The one of step " + before.get().step() + " is as it was"),
                cause);
    }

    private Optional<Checkpoint> before(int step) {
        try {
            return all().stream()
                    .filter(checkpoint -> checkpoint.step() < step)
                    .reduce((older, newer) -> newer);
        } catch (RunException e) {
            // The failure that is being told is what the user has to know.
            return Optional.empty();
        }
    }

    /**
     * What is called a checkpoint, the oldest first, or was when a process ended while it saved the
     * same step again; not compared with the manifests.
     */
    public List<Checkpoint> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try {
            return Listing.of(directory).stream()
                    .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(Checkpoints::named)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(Checkpoint::step))
                    .toList();
        } catch (IOException e) {
            throw new RunException(directory + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /** The checkpoint that a directory is by its name, or that was set aside from a free name. */
    private static Optional<Checkpoint> named(Path path) {
        return Checkpoint.named(path)
                .or(() -> setAside(path).filter(aside -> !isThere(target(aside))));
    }

    /** The checkpoint that was set aside in a directory; empty where it is none of those. */
    private static Optional<Checkpoint> setAside(Path path) {
        String name = path.getFileName().toString();
        int end = name.indexOf(ASIDE);
        return end < 1
                ? Optional.empty()
                : Checkpoint.named(path.resolveSibling(name.substring(1, end)))
                        .map(target -> new Checkpoint(path, target.step()));
    }

    private static Path target(Checkpoint aside) {
        return aside.path().resolveSibling(Checkpoint.name(aside.step()));
    }

    /**
     * The newest checkpoint that is as it was written.
     *
     * @param refused hears of each newer one why it is not used, by its file
     */
    public Optional<Checkpoint> newestValid(Consumer<String> refused) {
        List<Checkpoint> all = all();
        for (int i = all.size() - 1; i >= 0; i--) {
            try {
                all.get(i).verify();
                return Optional.of(all.get(i));
            } catch (RunException e) {
                refused.accept(e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** The newest checkpoint of a run that is as it was written, whatever became of newer ones. */
    public static Optional<Checkpoint> newestValid(RunDirectory run) {
        return new Checkpoints(run).newestValid(refused -> {});
    }

    /**
     * Deletes old checkpoints, but never the newest nor the best.
     *
     * @param most to be left; 0 for all
     * @param evalLoss of the steps at which there was an evaluation; the lowest is the best
     * @param used one that the run went on from, whose files it still copies; kept beside the
     *     others
     */
    public void prune(int most, Map<Integer, Double> evalLoss, Optional<Path> used) {
        List<Checkpoint> all =
                all().stream()
                        .filter(c -> used.filter(path -> isSame(path, c.path())).isEmpty())
                        .toList();
        if (most <= 0 || all.size() <= most) {
            return;
        }
        Set<Checkpoint> kept = new HashSet<>();
        kept.add(all.get(all.size() - 1));
        best(all, evalLoss).ifPresent(kept::add);
        for (int i = all.size() - 1; i >= 0 && kept.size() < most; i--) {
            kept.add(all.get(i));
        }
        for (Checkpoint checkpoint : all) {
            if (!kept.contains(checkpoint)) {
                delete(checkpoint);
            }
        }
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static Optional<Checkpoint> best(List<Checkpoint> all, Map<Integer, Double> evalLoss) {
        return all.stream()
                .filter(checkpoint -> evalLoss.containsKey(checkpoint.step()))
                .min(Comparator.comparingDouble(checkpoint -> evalLoss.get(checkpoint.step())));
    }

    private void delete(Checkpoint checkpoint) {
        Path old = beside(checkpoint.step(), OLD);
        try {
            // Renamed first, so that a kill half-way leaves no damaged checkpoint behind.
            DurableFiles.rename(checkpoint.path(), old);
            DurableFiles.deleteTree(old);
        } catch (IOException e) {
            throw new RunException(
                    checkpoint.path() + ": cannot be deleted: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Removes what a process that was killed while saving left behind, and puts back what it had
     * set aside.
     */
    public void clean() {
        for (Path path : left()) {
            Optional<Checkpoint> aside = named(path).filter(Checkpoints::isWhole);
            aside.ifPresent(found -> putBack(path, target(found)));
            if (aside.isEmpty()) {
                remove(path);
            }
        }
    }

    private static boolean isWhole(Checkpoint checkpoint) {
        try {
            checkpoint.verify();
            return true;
        } catch (RunException e) {
            return false;
        }
    }

    /** Whether there is something that is being saved or deleted, or was when a process ended. */
    boolean hasLeft() {
        return !left().isEmpty();
    }

    private List<Path> left() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try {
            return Listing.of(directory).stream().filter(Checkpoints::isLeftover).toList();
        } catch (IOException e) {
            throw new RunException(directory + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    private static boolean isLeftover(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".step-")
                && (name.contains(PARTIAL) || name.contains(OLD) || name.contains(ASIDE));
    }

    /** What stays is no checkpoint, and the next start tries again. */
    private static void remove(Path leftover) {
        try {
            if (isThere(leftover)) {
                DurableFiles.deleteTree(leftover);
            }
        } catch (IOException e) {
            // Hidden, never taken for a checkpoint, and tried again at the next start.
        }
    }
}
