package org.sftworkbench.session;

import org.sftworkbench.data.DataRow;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of a data file, so that it can be found again when the file is opened again.
 *
 * @param file absolute path
 * @param number from 1, as {@link DataRow#number}
 */
public record RowName(String file, int number) {
    public RowName {
        Objects.requireNonNull(file);
    }

    /** The name of a row; empty for one that comes from no file. */
    public static Optional<RowName> of(DataRow row) {
        return row.file().map(file -> new RowName(absolute(file), row.number()));
    }

    static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
