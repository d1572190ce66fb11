package org.sftworkbench.train;

/** A run that cannot start or go on; the message is for the user. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }
}
