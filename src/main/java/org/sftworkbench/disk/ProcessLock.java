package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps something to one at a time, across processes, and says who that is; the system lets go of
 * it when a process ends, however it ends. Thread-safe.
 */
public final class ProcessLock implements Hold {
    /**
     * What this process holds. POSIX drops a process's lock when it closes any handle of the file,
     * so a file that is held here must not be opened again to look; and a lock that nobody refers
     * to any more must not be let go by the garbage collector.
     */
    private static final Map<Path, ProcessLock> HELD = new HashMap<>();

    /** Windows lets nobody read what is locked, and who holds it stands at the beginning. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MOST_BYTES = 4096;

    /** Whoever only looks holds the lock for a moment. */
    private static final int TRIES = 5;

    private static final int PAUSE_MILLIS = 20;
    private static final int PATIENT_TRIES = 100;

    private final Path file;
    private final FileChannel channel;
    private final LockOwner owner;

    private ProcessLock(Path file, FileChannel channel, LockOwner owner) {
        this.file = file;
        this.channel = channel;
        this.owner = owner;
    }

    /**
     * @param file made where it is not there; stays, as removing it would let two in
     * @throws LockedException where another has it, in this process or in another
     * @throws NoLocksException where the file system locks nothing
     * @throws IOException where the file cannot be made or locked
     */
    public static ProcessLock take(Path file) throws IOException {
        Path real = real(file);
        synchronized (HELD) {
            Optional<ProcessLock> mine = mine(real);
            if (mine.isPresent()) {
                throw new LockedException(mine.get().owner);
            }
            for (int tries = 1; ; tries++) {
                Optional<ProcessLock> taken = tryTake(real);
                if (taken.isPresent()) {
                    HELD.put(real, taken.get());
                    return taken.get();
                }
                if (tries == TRIES) {
                    throw new LockedException(written(real).orElse(null));
                }
                pause();
            }
        }
    }

    private static Optional<ProcessLock> tryTake(Path file) throws IOException {
        FileChannel channel = open(file);
        boolean locked = false;
        try {
            if (lock(channel) == null) {
                return Optional.empty();
            }
            LockOwner owner = LockOwner.here();
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.text().getBytes(StandardCharsets.UTF_8)));
            locked = true;
            return Optional.of(new ProcessLock(file, channel, owner));
        } catch (OverlappingFileLockException e) {
            // Held in this process by another name.
            return Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        SmallFile.requireOwn(file);
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    /** Null where another has it. */
    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new NoLocksException(e);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a lock", e);
        }
    }

    /**
     * Takes the lock where nobody has it, without waiting.
     *
     * @param file made where it is not there, as are the directories above it
     * @return empty where another has it, in this process or in another
     * @throws IOException where the file cannot be made or locked
     */
    public static Optional<ProcessLock> takeIfFree(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path real = real(file);
        synchronized (HELD) {
            if (mine(real).isPresent()) {
                return Optional.empty();
            }
            if (!Files.exists(real)) {
                open(real).close();
            }
            Optional<Object> before = identity(real);
            Optional<ProcessLock> taken = tryTake(real);
            if (taken.isPresent() && (!Files.exists(real) || !before.equals(identity(real)))) {
                // Whoever held it has just removed it for good; a third may have made it anew.
                taken.get().channel.close();
                return Optional.empty();
            }
            taken.ifPresent(lock -> HELD.put(real, lock));
            return taken;
        }
    }

    /** Which file a name stands for; empty for none, and on systems that do not say. */
    private static Optional<Object> identity(Path file) throws IOException {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Takes the lock as soon as it is free, to write something that is written in a moment.
     *
     * @param file made where it is not there, as are the directories above it
     * @throws NoLocksException where the file system locks nothing
     * @throws IOException where another still has it after two seconds, or the file cannot be made
     *     or locked
     */
    public static ProcessLock await(Path file) throws IOException {
        for (int tries = 0; tries < PATIENT_TRIES; tries++) {
            Optional<ProcessLock> taken = takeIfFree(file);
            if (taken.isPresent()) {
                return taken.get();
            }
            pause();
        }
        throw new IOException("another window is writing to it");
    }

    /**
     * Who has a lock; changes nothing.
     *
     * @return empty where nobody has, or this user may not even look; the exception that {@link
     *     #take} would throw otherwise
     * @throws IOException where that cannot be found out
     */
    public static Optional<LockedException> held(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Path real = real(file);
        synchronized (HELD) {
            Optional<ProcessLock> mine = mine(real);
            if (mine.isPresent()) {
                return Optional.of(new LockedException(mine.get().owner));
            }
            SmallFile.requirePlain(real);
            boolean writable = Files.isWritable(real);
            if (!writable && !Files.isReadable(real)) {
                // Whoever holds it, we may not know; nor could we get into his way.
                return Optional.empty();
            }
            // Who may only read, as others' files, looks with a lock that many may have.
            StandardOpenOption way = writable ? StandardOpenOption.WRITE : StandardOpenOption.READ;
            try (FileChannel channel = FileChannel.open(real, way);
                    FileLock lock = channel.tryLock(LOCKED_BYTE, 1, !writable)) {
                return lock != null
                        ? Optional.empty()
                        : Optional.of(new LockedException(written(real).orElse(null)));
            } catch (OverlappingFileLockException e) {
                // By something else of this program that does not go through here.
                return Optional.of(new LockedException(LockOwner.here()));
            }
        }
    }

    /**
     * Who has a lock, or had it last; does not let go of one that this process holds, as reading
     * the file would.
     *
     * @return empty where the file is none of ours, or is not there
     * @throws IOException where that cannot be found out
     */
    static Optional<LockOwner> lastOwner(Path file) throws IOException {
        Path real = real(file);
        synchronized (HELD) {
            Optional<ProcessLock> mine = mine(real);
            return mine.isPresent() ? Optional.of(mine.get().owner) : written(real);
        }
    }

    /** What this process holds of a file, under whatever name. */
    private static Optional<ProcessLock> mine(Path real) throws IOException {
        ProcessLock named = HELD.get(real);
        if (named != null || !Files.exists(real)) {
            return Optional.ofNullable(named);
        }
        for (ProcessLock held : HELD.values()) {
            if (Files.exists(held.file) && Files.isSameFile(held.file, real)) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /** Who wrote himself into a file that another process has locked. */
    private static Optional<LockOwner> written(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // As much of it as there is.
            }
            return LockOwner.read(
                    new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // That it is locked is certain; by whom is not worth a second error.
            return Optional.empty();
        }
    }

    /** The same for every way to name it, links to its directory included. */
    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    }

    /**
     * Lets go and removes the file, which nobody will ask for again but with {@link #takeIfFree}.
     */
    @Override
    public void closeForGood() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (HELD.remove(file, this)) {
                channel.close();
            }
        }
    }
}
