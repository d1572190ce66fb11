package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.sftworkbench.disk.DurableFiles;

/**
 * Keeps a place to one download at a time, across processes; the system lets go of it when a
 * process ends, however it ends. Thread-safe.
 */
final class StoreLock implements AutoCloseable {
    /** Whoever only looks whether it is held holds it for a moment, too. */
    private static final int LOOKS = 5;

    private static final long PAUSE_MILLIS = 60;

    /**
     * What this process holds. POSIX drops a process's lock when it closes any handle of the file,
     * so a file that is held here must not be opened again to look.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private StoreLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param file made where it is not there
     * @param what is kept, for the message
     * @throws HubException where another has it
     */
    static StoreLock take(Path file, String what) {
        try {
            Files.createDirectories(file.getParent());
            Path real = file.getParent().toRealPath().resolve(file.getFileName());
            for (int look = 1; ; look++) {
                Optional<StoreLock> lock = HELD.add(real) ? locked(real) : Optional.empty();
                if (lock.isPresent()) {
                    return lock.get();
                }
                if (look == LOOKS) {
                    throw taken(what);
                }
                pause();
            }
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
        if (!Files.exists(file)) {
            return false;
        }
        // The only safe way to look is to take it: see HELD.
        try (StoreLock mine = take(file, "")) {
            return false;
        } catch (HubException e) {
            return e.reason() == HubException.Reason.TAKEN;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        }
    }

    /** The lock; empty where another process has it. */
    private static Optional<StoreLock> locked(Path file) throws IOException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            locked = lock != null;
            return locked ? Optional.of(new StoreLock(file, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                try {
                    if (channel != null) {
                        channel.close();
                    }
                } finally {
                    HELD.remove(file);
                }
            }
        }
    }

    private static HubException taken(String what) {
        return new HubException(
                what
                        + " is being downloaded already, in another window or by another command;"
                        + " wait for it, or stop it there",
                HubException.Reason.TAKEN);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new HubException(file + ": cannot be let go: " + DurableFiles.why(e), e);
        } finally {
            HELD.remove(file);
        }
    }
}
