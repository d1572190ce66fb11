package org.sftworkbench.data;

/** A single row that cannot be read; its reader decides whether reading goes on. */
final class MalformedRowException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong with the row and what was expected, without the row's place
     */
    MalformedRowException(String message) {
        super(message);
    }
}
