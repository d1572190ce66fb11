package org.sftworkbench.data.file;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads rows of a Parquet file again: the row group that a row stands in is unpacked up to it, and
 * on from there for the rows after it. What is unpacked is let go where memory is short.
 */
public final class ParquetRereader implements RowRereader {
    private final Path file;
    private SoftReference<ParquetRows> open = new SoftReference<>(null);

    /**
     * @param file opened when the first row is asked for
     */
    public ParquetRereader(Path file) {
        this.file = file;
    }

    @Override
    public Optional<RawRow> read(int number, long place) throws IOException {
        ParquetRows rows = open.get();
        if (rows == null || !rows.reaches(number)) {
            rows = ParquetRows.inGroupOf(file, number);
            open = new SoftReference<>(rows);
        }
        return rows.row(number);
    }
}
