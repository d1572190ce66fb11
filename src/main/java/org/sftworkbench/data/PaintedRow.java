package org.sftworkbench.data;

import java.nio.file.Path;

/**
 * Which row was painted: its number alone does not tell where several files are open.
 *
 * @param file the data file it stands in; null for a row of no file
 * @param number its number there, from 1
 */
public record PaintedRow(Path file, int number) {
    /** A row of the data. */
    public static PaintedRow of(DataRow row) {
        return new PaintedRow(row.file().orElse(null), row.number());
    }
}
