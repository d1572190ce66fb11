package org.sftworkbench.ui.common.grid;

/**
 * A cell's place.
 *
 * @param block row of the batch, from 0
 * @param line line of the block, from 0
 * @param column position in the sequence, from 0
 */
public record GridPosition(int block, int line, int column) {}
