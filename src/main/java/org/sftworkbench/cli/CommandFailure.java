package org.sftworkbench.cli;

import java.util.Optional;

/** A command that cannot go on; the message is for the user. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean comesAgain;
    private final String next;

    CommandFailure(String message) {
        this(message, false, null);
    }

    private CommandFailure(String message, boolean comesAgain, String next) {
        super(message);
        this.comesAgain = comesAgain;
        this.next = next;
    }

    /** One that would come again if the same were begun anew where it stopped. */
    static CommandFailure thatComesAgain(String message) {
        return new CommandFailure(message, true, null);
    }

    boolean comesAgain() {
        return comesAgain;
    }

    /** What to do next, a line of its own after the message. */
    Optional<String> next() {
        return Optional.ofNullable(next);
    }

    /** The same with what to do next. */
    CommandFailure with(String other) {
        CommandFailure failure = new CommandFailure(getMessage(), comesAgain, other);
        failure.initCause(this);
        return failure;
    }
}
