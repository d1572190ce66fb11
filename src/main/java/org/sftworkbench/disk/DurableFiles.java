package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes that are on the disk when they return, and whole or not there at all. */
public final class DurableFiles {
    private DurableFiles() {}

    /** Writes and syncs a file that must not exist. */
    public static void create(Path file, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            write(channel, content);
        }
    }

    /**
     * Puts a file in the place of the old one, if there is any, in one step; of several that do so
     * at once the last one's is there, whole.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        if (Files.exists(fresh(file), LinkOption.NOFOLLOW_LINKS)) {
            // As earlier versions left it when they were killed.
            Files.deleteIfExists(fresh(file));
        }
        StaleFiles.remove(
                file.toAbsolutePath().getParent(),
                Pattern.compile(
                        Pattern.quote("." + file.getFileName()) + "\\.[0-9a-f-]{36}\\.new"));
        Path fresh =
                file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            create(fresh, content);
            rename(fresh, file);
        } catch (IOException e) {
            discard(fresh, e);
            throw e;
        }
    }

    /** Puts a copy of a file in the place of another, if there is any, in one step. */
    public static void copy(Path from, Path to) throws IOException {
        Path fresh = fresh(to);
        try {
            Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
            syncFile(fresh);
            rename(fresh, to);
        } catch (IOException e) {
            discard(fresh, e);
            throw e;
        }
    }

    /** Where a file is until it is whole. */
    private static Path fresh(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    /** Half a file would take the room that was missing. */
    private static void discard(Path fresh, IOException failure) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /** Renames in one step, and syncs the directory that holds the new name. */
    public static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("this file system cannot rename in one step", e);
        }
        syncDirectory(to.toAbsolutePath().getParent());
    }

    /** Syncs every file below a directory, and the directories. */
    public static void syncTree(Path directory) throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            for (Path path : (Iterable<Path>) inside::iterator) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    syncTree(path);
                } else {
                    syncFile(path);
                }
            }
        }
        syncDirectory(directory);
    }

    /** Syncs the bytes of a file that is there. */
    public static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Syncs a directory's names, on systems that have a way to. */
    public static void syncDirectory(Path directory) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            // There a directory cannot be opened, and names are written through.
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a directory and what is in it; links are deleted, not followed. */
    public static void deleteTree(Path directory) throws IOException {
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.delete(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Why an operation failed, without the path, which the caller names. */
    public static String why(IOException e) {
        // Java gives these no reason but their class.
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof FileAlreadyExistsException) {
            return "something of that name is there already";
        } else if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null || reason.isBlank()
                ? e.getClass().getSimpleName() + " " + e.getMessage()
                : reason;
    }
}
