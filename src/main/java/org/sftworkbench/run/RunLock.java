package org.sftworkbench.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sftworkbench.disk.DurableFiles;

/**
 * Keeps a run directory to one run at a time, across processes; the system lets go of it when a
 * process ends, however it ends. Thread-safe.
 */
public final class RunLock implements AutoCloseable {
    private static final String FILE = ".lock";

    /**
     * What this process holds. POSIX drops a process's lock when it closes any handle of the file,
     * so a file that is held here must not be opened again to look.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @throws RunException where a run goes on there, or the lock cannot be made
     */
    public static RunLock take(RunDirectory run) {
        Path file = file(run);
        if (!HELD.add(file)) {
            throw inUse(run);
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(run);
            }
            locked = true;
            return new RunLock(file, channel);
        } catch (IOException e) {
            throw new RunException(file + ": cannot be locked: " + DurableFiles.why(e), e);
        } finally {
            if (!locked) {
                HELD.remove(file);
                close(channel);
            }
        }
    }

    /** Whether a run goes on in a directory, in this process or another. */
    public static boolean isHeld(RunDirectory run) {
        Path file = file(run);
        if (HELD.contains(file)) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            // A run that this user may not write to is none of theirs.
            return false;
        }
    }

    private static Path file(RunDirectory run) {
        return run.path().toAbsolutePath().normalize().resolve(FILE);
    }

    private static RunException inUse(RunDirectory run) {
        return new RunException(
                run.path()
                        + ": a run is going on there, in this program or another; stop it first");
    }

    private static void close(FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new RunException("a run's lock cannot be let go: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(channel);
        HELD.remove(file);
    }
}
