package org.sftworkbench.data;

/** What became of one row of a file: it was read, or it could not be. */
public sealed interface ReadRow permits DataRow, RowProblem {
    /** From 1, counting rows of the file, those that could not be read included. */
    int number();

    /** Line of the file the row starts at, from 1. */
    int line();
}
