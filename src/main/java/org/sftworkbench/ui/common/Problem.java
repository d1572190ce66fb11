package org.sftworkbench.ui.common;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.sftworkbench.ui.common.words.Words;

/**
 * Something the user should know, in English: who shows it tells it in the language of then ({@link
 * Words#tell}), and again when that changes.
 *
 * @param severity how serious it is
 * @param summary what went wrong and what to do
 * @param details more to read on request, such as the rows left out or a report for the developers;
 *     empty for none
 */
public record Problem(Severity severity, String summary, String details) {
    /** How serious a problem is. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    public static Problem info(String summary) {
        return new Problem(Severity.INFO, summary, "");
    }

    public static Problem warning(String summary) {
        return new Problem(Severity.WARNING, summary, "");
    }

    public static Problem warning(String summary, String details) {
        return new Problem(Severity.WARNING, summary, details);
    }

    public static Problem error(String summary) {
        return new Problem(Severity.ERROR, summary, "");
    }

    /** An expected error: its message is in the user's words. */
    public static Problem of(Throwable expected) {
        String message = expected.getMessage();
        return message == null || message.isBlank() ? unexpected(expected) : error(message);
    }

    /**
     * An error of the program itself: a plain sentence, and the report for developers behind it.
     */
    public static Problem unexpected(Throwable error) {
        StringWriter report = new StringWriter();
        error.printStackTrace(new PrintWriter(report));
        return new Problem(
                Severity.ERROR,
                Words.original(
                        "This should not have happened. Your work is kept; the details say what"
                                + " went wrong."),
                report.toString());
    }
}
