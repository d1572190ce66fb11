package org.sftworkbench.data;

import java.util.List;

/**
 * A row that could not be read.
 *
 * @param number from 1
 * @param line line of the file, from 1
 * @param message what is wrong with it and what was expected, in the user's words
 * @param unknownColumns the row's columns where they are of no known kind of rows, so that they can
 *     be mapped; else none
 */
public record RowProblem(int number, int line, String message, List<String> unknownColumns)
        implements ReadRow {
    public RowProblem {
        unknownColumns = List.copyOf(unknownColumns);
    }

    /** Of a row whose columns are known, or that has none. */
    public RowProblem(int number, int line, String message) {
        this(number, line, message, List.of());
    }
}
