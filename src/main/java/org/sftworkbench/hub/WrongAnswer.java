package org.sftworkbench.hub;

import java.io.IOException;

/** An answer that does not belong to what was asked; what came of it is thrown away. */
final class WrongAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    WrongAnswer(String message) {
        super(message);
    }
}
