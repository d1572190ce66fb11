package org.sftworkbench.disk;

import java.io.IOException;

/** Something that is kept to one at a time, across processes, until it is let go. */
public sealed interface Hold extends AutoCloseable permits ProcessLock, ProcessMark {
    /** Lets go; once more does nothing. */
    @Override
    void close() throws IOException;

    /** Lets go and removes the file that said so, as nobody will ask for it again. */
    void closeForGood() throws IOException;
}
