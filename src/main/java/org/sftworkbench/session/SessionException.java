package org.sftworkbench.session;

/** Something cannot be kept; the message says what, why, and what to do about it. */
public final class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionException(String message, Throwable cause) {
        super(message, cause);
    }
}
