package org.sftworkbench.ui.chat.saved;

/** A conversation's file cannot be read or written; says which, why, and what to do. */
public final class TalkFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TalkFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
