package org.sftworkbench.engine.process;

import java.io.IOException;

/** What came over the stream is no message, or only the beginning of one. */
final class FrameException extends IOException {
    private static final long serialVersionUID = 1;

    FrameException(String message) {
        super(message);
    }

    FrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
