package org.sftworkbench.data.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The rows of an open file, one after another, none held. */
public interface RowSource extends Closeable {
    /**
     * The next row, or empty at the end. After a row that could not be read, the next is whatever
     * can be.
     */
    Optional<RawRow> next() throws IOException;

    /** The columns that every row has, where a header or schema says so. */
    default Optional<List<String>> columns() {
        return Optional.empty();
    }
}
