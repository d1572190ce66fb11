package org.sftworkbench.disk;

import java.io.IOException;

/** A file system, such as some network drives, does not lock files at all. */
public final class NoLocksException extends IOException {
    private static final long serialVersionUID = 1L;

    NoLocksException(IOException cause) {
        super(
                "the drive does not lock files ("
                        + DurableFiles.why(cause)
                        + "), as some network drives; choose a place on another drive",
                cause);
    }
}
