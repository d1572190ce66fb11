package org.sftworkbench.ui.labels;

/** Rows that make no batch under the maximum length, whatever the template. */
final class LengthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LengthException(String message) {
        super(message);
    }
}
