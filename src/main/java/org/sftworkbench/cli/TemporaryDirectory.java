package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A directory that is gone, with all that was put into it, when it is closed. */
final class TemporaryDirectory implements AutoCloseable {
    private final Path path;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /**
     * @throws CommandFailure where none can be made
     */
    static TemporaryDirectory make() {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("sft-"));
        } catch (IOException e) {
            throw new CommandFailure("no temporary directory can be made: " + e.getMessage());
        }
    }

    Path path() {
        return path;
    }

    /**
     * @throws CommandFailure where something in it cannot be deleted; says where it is
     */
    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Deleting());
        } catch (IOException e) {
            throw new CommandFailure(
                    path + ": this temporary directory cannot be deleted: " + e.getMessage());
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
