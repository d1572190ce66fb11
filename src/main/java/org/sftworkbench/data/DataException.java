package org.sftworkbench.data;

import java.util.List;

/** Data that cannot be used; the message names file and row in the user's words. */
public sealed class DataException extends RuntimeException permits UnreadableTextException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file's columns where none of them is known, so that they can be mapped; else none. */
    public List<String> unknownColumns() {
        return RowShape.unknownColumns(getMessage());
    }
}
