package org.sftworkbench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.LockedException;
import org.sftworkbench.disk.ProcessLock;

/**
 * Keeps a run directory to one writer at a time, across processes; reading goes on beside it. The
 * system lets go of it when a process ends, however it ends. Thread-safe.
 */
public final class RunLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final ProcessLock lock;

    private RunLock(ProcessLock lock) {
        this.lock = lock;
    }

    /**
     * @throws RunException where a run goes on there, naming who writes it; or the lock cannot be
     *     made
     */
    public static RunLock take(RunDirectory run) {
        try {
            return new RunLock(ProcessLock.take(file(run)));
        } catch (LockedException e) {
            throw inUse(run, e);
        } catch (IOException e) {
            throw new RunException(file(run) + ": cannot be locked: " + DurableFiles.why(e), e);
        }
    }

    /** Whether a run goes on in a directory, in this process or another. */
    public static boolean isHeld(RunDirectory run) {
        return holder(run).isPresent();
    }

    /**
     * Finds out before a long preparation what {@link #take} would say after it.
     *
     * @throws RunException where a run goes on there
     */
    public static void requireFree(RunDirectory run) {
        holder(run)
                .ifPresent(
                        held -> {
                            throw inUse(run, held);
                        });
    }

    private static Optional<LockedException> holder(RunDirectory run) {
        try {
            return ProcessLock.held(file(run));
        } catch (IOException e) {
            // A run that this user may not write to is none of theirs.
            return Optional.empty();
        }
    }

    /** Whether a file of a run's directory is its lock. */
    public static boolean isLock(Path file) {
        return file.endsWith(FILE);
    }

    private static Path file(RunDirectory run) {
        return run.path().resolve(FILE);
    }

    private static RunException inUse(RunDirectory run, LockedException held) {
        return new RunException(
                run.path()
                        + ": a run is going on there, in "
                        + held.who()
                        + "; wait for it, or stop it there first");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new RunException("a run's lock cannot be let go: " + DurableFiles.why(e), e);
        }
    }
}
