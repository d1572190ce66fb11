package org.sftworkbench.cli;

/** A command that cannot go on; the message is for the user. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
