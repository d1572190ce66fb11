package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.LockedException;
import org.sftworkbench.disk.ProcessLock;

/** Keeps a place to one download at a time, across processes. Thread-safe. */
final class StoreLock implements AutoCloseable {
    private final Path file;
    private final ProcessLock lock;

    private StoreLock(Path file, ProcessLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * @param file made where it is not there
     * @param what is kept, for the message
     * @throws HubException where another has it; says who
     */
    static StoreLock take(Path file, String what) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new StoreLock(file, ProcessLock.take(file));
        } catch (LockedException e) {
            throw new HubException(
                    what
                            + " is being downloaded already, by "
                            + e.who()
                            + "; wait for it, or stop it there",
                    HubException.Reason.TAKEN);
        } catch (IOException e) {
            throw new HubException(file + ": cannot be locked: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Whether a download goes on there now, in this process or another.
     *
     * @param file not made where it is not there
     */
    static boolean isHeld(Path file) {
        try {
            return ProcessLock.held(file).isPresent();
        } catch (IOException e) {
            throw new HubException(file + ": cannot be looked at: " + DurableFiles.why(e), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new HubException(file + ": cannot be let go: " + DurableFiles.why(e), e);
        }
    }
}
