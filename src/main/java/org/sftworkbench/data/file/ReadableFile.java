package org.sftworkbench.data.file;

import java.nio.file.Files;
import java.nio.file.Path;
import org.sftworkbench.data.fault.DataException;

/** Says in the user's words why a path cannot be opened as a data file. */
public final class ReadableFile {
    private ReadableFile() {}

    /**
     * @throws DataException where there is no name, no file, a directory, or a file that may not be
     *     read
     */
    public static void check(Path file) {
        // Java takes it for the directory one is in.
        if (file.toString().isEmpty()) {
            throw new DataException("a data file was asked for by an empty name");
        }
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": is a directory; choose a data file in it");
        }
        if (!Files.exists(file)) {
            throw new DataException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    file
                            + ": is a pipe or a device, not a file; rows are read more than once, so"
                            + " write them into a file first");
        }
        if (!Files.isReadable(file)) {
            throw new DataException(file + ": may not be read; check its permissions");
        }
    }
}
