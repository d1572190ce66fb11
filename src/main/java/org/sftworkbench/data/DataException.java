package org.sftworkbench.data;

/** Data that cannot be used; the message names file and row in the user's words. */
public sealed class DataException extends RuntimeException permits UnreadableTextException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
