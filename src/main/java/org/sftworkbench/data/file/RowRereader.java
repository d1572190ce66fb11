package org.sftworkbench.data.file;

import java.io.IOException;
import java.util.Optional;

/** Reads a row of a file again. One thread at a time. */
public interface RowRereader {
    /**
     * @param number the row's number in its file, from 1
     * @param place where it was said to start, a {@link RowPlace}
     * @return empty where the file ends before it
     */
    Optional<RawRow> read(int number, long place) throws IOException;
}
