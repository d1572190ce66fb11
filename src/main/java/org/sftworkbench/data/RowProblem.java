package org.sftworkbench.data;

import java.util.List;

/**
 * A row that could not be read.
 *
 * @param number from 1
 * @param line line of the file, from 1
 * @param message what is wrong with it and what was expected, in the user's words
 */
public record RowProblem(int number, int line, String message) implements ReadRow {
    /** The row's columns where none of them is known, so that they can be mapped; else none. */
    public List<String> unknownColumns() {
        return RowShape.unknownColumns(message);
    }
}
