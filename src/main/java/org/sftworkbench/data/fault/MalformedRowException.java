package org.sftworkbench.data.fault;

import java.util.List;

/** A single row that cannot be read; its reader decides whether reading goes on. */
public final class MalformedRowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> unknownColumns;

    /**
     * @param message what is wrong with the row and what was expected, without the row's place
     */
    public MalformedRowException(String message) {
        this(message, List.of());
    }

    /**
     * @param unknownColumns the row's columns where they are of no known kind of rows; else none
     */
    public MalformedRowException(String message, List<String> unknownColumns) {
        super(message);
        this.unknownColumns = List.copyOf(unknownColumns);
    }

    /** The row's columns where they are of no known kind of rows; else none. */
    public List<String> unknownColumns() {
        return unknownColumns;
    }
}
