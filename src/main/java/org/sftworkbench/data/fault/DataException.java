package org.sftworkbench.data.fault;

import java.util.List;

/** Data that cannot be used; the message names file and row in the user's words. */
public sealed class DataException extends RuntimeException permits UnreadableTextException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> unknownColumns;

    /**
     * @param message names the place and says what to do
     */
    public DataException(String message) {
        this(message, List.of());
    }

    /**
     * @param message names the place and says what to do
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
        unknownColumns = List.of();
    }

    /**
     * @param unknownColumns a file's columns where they are of no known kind of rows; else none
     */
    public DataException(String message, List<String> unknownColumns) {
        super(message);
        this.unknownColumns = List.copyOf(unknownColumns);
    }

    /** A file's columns where they are of no known kind of rows, so that they can be mapped. */
    public List<String> unknownColumns() {
        return unknownColumns;
    }
}
