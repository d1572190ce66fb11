package org.sftworkbench.data;

/**
 * A row that could not be read.
 *
 * @param number from 1
 * @param line line of the file, from 1
 * @param message what is wrong with it and what was expected, in the user's words
 */
public record RowProblem(int number, int line, String message) implements ReadRow {}
