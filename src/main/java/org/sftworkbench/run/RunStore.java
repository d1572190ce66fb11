package org.sftworkbench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.Listing;
import org.sftworkbench.disk.WorkDirectory;

/** The runs below a directory: list, rename, note, delete. Reads and writes files. */
public final class RunStore {
    /** Windows renames no directory in which a file is open. */
    private static final boolean HELD_FILES_STAY =
            System.getProperty("os.name", "").startsWith("Windows");

    private final Path root;

    /**
     * @param root holds a directory for each run; need not exist
     */
    public RunStore(Path root) {
        this.root = root;
    }

    /**
     * Every run, the newest first, those that cannot be read last.
     *
     * @throws RunException where the directory cannot be read
     */
    public List<StoredRun> runs() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<StoredRun> runs = new ArrayList<>();
        try {
            for (Path path : Listing.of(root)) {
                RunDirectory run = new RunDirectory(path);
                if (!path.getFileName().toString().startsWith(".") && run.exists()) {
                    runs.add(look(run));
                }
            }
        } catch (IOException e) {
            throw new RunException(root + ": cannot be read: " + DurableFiles.why(e), e);
        }
        runs.sort(
                Comparator.comparing(
                                (StoredRun run) ->
                                        run.record().map(RunRecord::created).orElse(Instant.MIN))
                        .reversed()
                        .thenComparing(run -> run.directory().path()));
        return List.copyOf(runs);
    }

    /** One run as it stands now. */
    public static StoredRun look(RunDirectory run) {
        boolean inUse = RunLock.isHeld(run);
        try {
            RunRecord record = new RunRecordFile(run).read();
            return new StoredRun(run, Optional.of(record), "", inUse);
        } catch (RunException e) {
            return new StoredRun(run, Optional.empty(), e.getMessage(), inUse);
        }
    }

    /**
     * Calls a run otherwise; its directory stays where it is.
     *
     * @throws RunException where the run goes on, or its record is broken or cannot be written
     */
    public static RunRecord rename(RunDirectory run, String name) {
        if (name.isBlank()) {
            throw new RunException("a run needs a name");
        }
        return change(run, record -> record.named(name.strip()));
    }

    /** Keeps the user's words beside a run. */
    public static RunRecord note(RunDirectory run, String note) {
        return change(run, record -> record.noted(note));
    }

    /** Not beside a run that writes its record itself: one of the two would be lost. */
    private static RunRecord change(RunDirectory run, UnaryOperator<RunRecord> change) {
        RunRecordFile file = new RunRecordFile(run);
        file.read();
        try (RunLock lock = RunLock.take(run)) {
            return file.update(change);
        }
    }

    /**
     * Deletes a run with everything in its directory. It is out of the list at once, however long
     * the rest takes.
     *
     * @throws RunException where it goes on, is no run, or cannot be deleted
     */
    public static void delete(RunDirectory run) {
        Path path = run.path().toAbsolutePath().normalize();
        if (!run.exists() || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new RunException(path + ": is no run, and nothing was deleted");
        }
        try (WorkDirectory gone = WorkDirectory.beside(path, WorkDirectory.Purpose.DELETED)) {
            remove(run, path, gone.path());
        } catch (IOException e) {
            throw new RunException(path + ": cannot be deleted: " + DurableFiles.why(e), e);
        }
    }

    private static void remove(RunDirectory run, Path path, Path gone) throws IOException {
        try (RunLock lock = RunLock.take(run)) {
            if (HELD_FILES_STAY) {
                lock.close();
            }
            DurableFiles.rename(path, gone);
        }
    }

    /**
     * Removes what processes that were killed have left here: of runs they deleted, and of
     * checkpoints and models they were saving. A run that goes on is left alone.
     *
     * @throws RunException where the directory cannot be read
     */
    public void clean() {
        WorkDirectory.removeLeft(root);
        for (StoredRun stored : runs()) {
            clean(stored.directory());
        }
    }

    /**
     * Removes what processes that were killed while they saved have left in a run, and puts back
     * what they had set aside. A run that goes on is left alone.
     */
    public static void clean(RunDirectory run) {
        Checkpoints checkpoints = new Checkpoints(run);
        FinalModel model = new FinalModel(run);
        try {
            if (checkpoints.hasLeft() || model.hasLeft()) {
                try (RunLock lock = RunLock.take(run)) {
                    checkpoints.clean();
                    model.clean();
                }
            }
        } catch (RunException e) {
            // It goes on, and what is there may be what it writes; or it is not ours to change.
        }
    }
}
