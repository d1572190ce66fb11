package org.sftworkbench.engine.process;

import org.sftworkbench.engine.Command;

/** What the engine's process is asked to do. */
sealed interface Request {
    /**
     * Runs a command.
     *
     * @param task number of it, never used again
     */
    record Submit(long task, Command command) implements Request {}

    /** Asks something of a command that runs or waits; nothing where it has ended. */
    record Ask(long task, Wish wish) implements Request {}

    /** What can be asked of a command. */
    enum Wish {
        CANCEL,
        SAVE,
        PAUSE,
        RESUME
    }

    /** Cancels everything, frees every model and ends the process. */
    record Close() implements Request {}
}
