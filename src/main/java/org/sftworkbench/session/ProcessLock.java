package org.sftworkbench.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock file that one window holds at a time, in this process or another; the system lets go of it
 * when a process ends, however it ends. Thread-safe.
 */
final class ProcessLock implements AutoCloseable {
    /**
     * What this process holds. POSIX drops a process's lock when it closes any handle of the file,
     * so a file that is held here must not be opened again to look.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path key;
    private final FileChannel channel;

    private ProcessLock(Path file, Path key, FileChannel channel) {
        this.file = file;
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock, where nobody holds it; makes the file and the directories above it. */
    static Optional<ProcessLock> tryTake(Path file) throws IOException {
        Path key = Path.of(RowName.absolute(file));
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock != null && !Files.exists(file)) {
                // Whoever held it has just removed it for good.
                lock = null;
            }
            return lock == null
                    ? Optional.empty()
                    : Optional.of(new ProcessLock(file, key, channel));
        } finally {
            if (lock == null) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(key);
            }
        }
    }

    /** Lets go of the lock, and removes its file, which nobody will ask for again. */
    void closeForGood() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(key);
        }
    }
}
