package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps something to one at a time where the drive locks nothing: the file says whose it is, and
 * once that process is gone it is free. Two processes that take it in the very same moment may both
 * have it; what another machine holds is left to it. Thread-safe.
 */
public final class ProcessMark implements Hold {
    /** What this process holds. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;

    private ProcessMark(Path file) {
        this.file = file;
    }

    /**
     * Takes it where nobody who lives has it, without waiting.
     *
     * @param file made where it is not there, as are the directories above it
     * @return empty where another has it, in this process or in another
     * @throws IOException where the file cannot be read or written
     */
    public static Optional<ProcessMark> takeIfFree(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Files.createDirectories(absolute.getParent());
        Path real = absolute.getParent().toRealPath().resolve(absolute.getFileName());
        synchronized (HELD) {
            if (HELD.contains(real) || owner(real).filter(LockOwner::mayLive).isPresent()) {
                return Optional.empty();
            }
            LockOwner here = LockOwner.here();
            DurableFiles.replace(real, here.text().getBytes(StandardCharsets.UTF_8));
            if (!owner(real).filter(here::isSameTaking).isPresent()) {
                // Another came at the same time, and last.
                return Optional.empty();
            }
            HELD.add(real);
            return Optional.of(new ProcessMark(real));
        }
    }

    private static Optional<LockOwner> owner(Path file) throws IOException {
        try {
            return LockOwner.read(SmallFile.text(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (HELD.remove(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void closeForGood() throws IOException {
        close();
    }
}
