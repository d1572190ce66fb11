package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;

/** One way a file holds rows. */
interface RowSource {
    /**
     * Hands every row of the file to the collector, in order; what cannot be read becomes a problem
     * with the row's number and line.
     *
     * @throws DataException where the file as a whole is not of this kind
     */
    void read(Path file, RowCollector rows) throws IOException;
}
