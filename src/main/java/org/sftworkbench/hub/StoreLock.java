package org.sftworkbench.hub;

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
 * Keeps a place to one download at a time, across processes; the system lets go of it when a
 * process ends, however it ends. Thread-safe.
 */
final class StoreLock implements AutoCloseable {
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
            if (!HELD.add(real)) {
                throw taken(what);
            }
            return locked(real, what);
        } catch (IOException e) {
            throw new HubException(file + ": cannot be locked: " + DurableFiles.why(e), e);
        }
    }

    private static StoreLock locked(Path file, String what) throws IOException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(what);
            }
            locked = true;
            return new StoreLock(file, channel);
        } finally {
            if (!locked) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static HubException taken(String what) {
        return new HubException(
                what
                        + " is being downloaded already, in another window or by another command;"
                        + " wait for it, or stop it there");
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
