package org.sftworkbench.model;

/**
 * A model that cannot be read, run or written; the message names the file or tensor in the user's
 * words.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
