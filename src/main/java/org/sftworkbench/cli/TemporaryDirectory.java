package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.WorkDirectory;

/**
 * A directory that is gone, with all that was put into it, when it is closed; where the program is
 * killed before, when the next one is made.
 */
final class TemporaryDirectory implements AutoCloseable {
    private static final String NAME = "sft";

    private final WorkDirectory work;

    private TemporaryDirectory(WorkDirectory work) {
        this.work = work;
    }

    /**
     * @throws CommandFailure where none can be made
     */
    static TemporaryDirectory make() {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            WorkDirectory work =
                    WorkDirectory.beside(
                            place.resolve(NAME), WorkDirectory.Purpose.TEMPORARY);
            TemporaryDirectory made = new TemporaryDirectory(work);
            made.create();
            return made;
        } catch (IOException e) {
            throw new CommandFailure(
                    "no temporary directory can be made in " + place + ": " + DurableFiles.why(e));
        }
    }

    private void create() throws IOException {
        boolean done = false;
        try {
            Files.createDirectory(work.path(), forItsOwner());
            done = true;
        } finally {
            if (!done) {
                work.close();
            }
        }
    }

    /** The place is everybody's. */
    private static FileAttribute<?>[] forItsOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    Path path() {
        return work.path();
    }

    /**
     * @throws CommandFailure where something in it cannot be deleted; says where it is
     */
    @Override
    public void close() {
        try {
            work.close();
        } catch (IOException e) {
            throw new CommandFailure(
                    work.path()
                            + ": this temporary directory cannot be deleted: "
                            + DurableFiles.why(e));
        }
    }
}
