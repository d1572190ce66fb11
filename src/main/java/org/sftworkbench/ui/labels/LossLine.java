package org.sftworkbench.ui.labels;

/**
 * A line of arithmetic.
 *
 * @param name of what is computed
 * @param formula with its numbers and its result
 */
record LossLine(String name, String formula) {}
