package org.sftworkbench.log;

import org.slf4j.LoggerFactory;

/**
 * Brings what nobody caught into the log; before the window is there, and in threads of no pane.
 */
final class LoggingErrors {
    private LoggingErrors() {}

    /** For all threads that have no handler of their own. Java prints it no more. */
    static void catchUncaught() {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) ->
                        LoggerFactory.getLogger(LoggingErrors.class)
                                .error("Unexpected error on thread {}", thread.getName(), error));
    }
}
