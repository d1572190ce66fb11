package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A hidden directory beside another, in which a process makes something ready or takes it apart.
 *
 * <p>A {@link ProcessLock} beside it is held as long as the process works there. So what a process
 * that was killed has left is told from what a living one writes, and is removed by the next that
 * works in the same place.
 */
public final class WorkDirectory implements AutoCloseable {
    private static final String LOCK = ".lock";
    private static final int MOST_LETTERS = 40;
    private static final Pattern NAME =
            Pattern.compile(
                    "\\..+\\.(partial|deleted|temporary)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path path;
    private final ProcessLock lock;

    private WorkDirectory(Path path, ProcessLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** What is done in it. */
    public enum Purpose {
        /** Something is written that is not whole yet. */
        PARTIAL,
        /** Something is removed that nobody may see any more. */
        DELETED,
        /** Something is needed for a while only. */
        TEMPORARY
    }

    /**
     * Reserves a name beside a directory, after removing what killed processes left there. The
     * directory itself is the caller's to make.
     *
     * @param target need not exist; the directory that it is in must
     */
    public static WorkDirectory beside(Path target, Purpose purpose) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        removeLeft(absolute.getParent());
        Path path =
                absolute.resolveSibling(
                        "."
                                + shortened(absolute.getFileName().toString())
                                + "."
                                + purpose.name().toLowerCase(Locale.ROOT)
                                + "-"
                                + UUID.randomUUID());
        return new WorkDirectory(path, ProcessLock.take(lockOf(path)));
    }

    /** A name may be as long as the file system allows, and this adds to it. */
    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= MOST_LETTERS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_LETTERS));
    }

    private static Path lockOf(Path path) {
        return path.resolveSibling(path.getFileName() + LOCK);
    }

    /** Where it is, or will be. */
    public Path path() {
        return path;
    }

    /**
     * Removes what processes that were killed have left in a directory. What cannot be removed
     * stays, hidden, until the next time.
     */
    public static void removeLeft(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> locks = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory)) {
            inside.forEach(
                    file -> {
                        if (isLock(file)) {
                            locks.add(file);
                        }
                    });
            if (!locks.isEmpty()) {
                UserPrincipal user = user();
                for (Path lock : locks) {
                    removeWork(lock, user);
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            // It is no reason not to work there.
        }
    }

    private static boolean isLock(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(LOCK)
                && NAME.matcher(name.substring(0, name.length() - LOCK.length())).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static void removeWork(Path lockFile, UserPrincipal user) {
        String name = lockFile.getFileName().toString();
        Path work = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
        try {
            if (!isOf(user, lockFile) || !isOfThisMachine(lockFile)) {
                return;
            }
            Optional<ProcessLock> lock = ProcessLock.takeIfFree(lockFile);
            if (lock.isEmpty()) {
                return;
            }
            boolean gone = false;
            try {
                if (Files.isDirectory(work, LinkOption.NOFOLLOW_LINKS) && isOf(user, work)) {
                    DurableFiles.deleteTree(work);
                }
                gone = !Files.exists(work, LinkOption.NOFOLLOW_LINKS);
            } finally {
                close(lock.get(), gone);
            }
        } catch (IOException e) {
            // Hidden, taken for nothing else, and tried again the next time.
        }
    }

    /** Another machine's lock on a shared disk may look free here. */
    private static boolean isOfThisMachine(Path lock) throws IOException {
        return ProcessLock.lastOwner(lock).filter(LockOwner::isHere).isPresent();
    }

    /** In a directory that many write to, nothing of others is touched. */
    private static boolean isOf(UserPrincipal user, Path file) throws IOException {
        return user.equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** Who owns what this process makes. */
    private static UserPrincipal user() throws IOException {
        Path made = Files.createTempFile("sft", "");
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }

    private static void close(ProcessLock lock, boolean forGood) throws IOException {
        if (forGood) {
            lock.closeForGood();
        } else {
            lock.close();
        }
    }

    /**
     * Removes the directory, if it is still there, with all that is in it.
     *
     * @throws IOException where something in it cannot be removed; it is then left for the next
     *     that works here
     */
    @Override
    public void close() throws IOException {
        boolean gone = false;
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                DurableFiles.deleteTree(path);
            }
            gone = true;
        } finally {
            close(lock, gone);
        }
    }
}
