package org.sftworkbench.train;

/** A run that cannot start or go on; the message is for the user. */
public sealed class TrainingException extends RuntimeException permits BrokenStepException {
    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }
}
