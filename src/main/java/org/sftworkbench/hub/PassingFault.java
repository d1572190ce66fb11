package org.sftworkbench.hub;

import java.io.IOException;
import java.time.Duration;

/** A failure of the network or the server that may be gone at the next try. */
final class PassingFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /**
     * @param wait how long the server asks to wait; zero where it does not
     */
    PassingFault(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    PassingFault(String message) {
        this(message, Duration.ZERO);
    }

    Duration asksToWait() {
        return wait;
    }
}
