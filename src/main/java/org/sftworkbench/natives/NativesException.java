package org.sftworkbench.natives;

/** Libraries that cannot be fetched or put in place; the message is for the user. */
public final class NativesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NativesException(String message) {
        super(message);
    }

    public NativesException(String message, Throwable cause) {
        super(message, cause);
    }
}
