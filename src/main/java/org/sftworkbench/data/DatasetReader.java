package org.sftworkbench.data;

import java.nio.file.Path;

/** Reads data files of chat rows; the format is detected. */
public final class DatasetReader {
    /**
     * Reads a file: Alpaca, prompt/completion or messages rows as a JSON array, JSON lines or CSV.
     *
     * @throws DataException where the file is missing or not in a known format
     */
    public Dataset read(Path file) {
        throw new DataException(file + ": stub");
    }
}
