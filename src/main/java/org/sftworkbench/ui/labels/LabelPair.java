package org.sftworkbench.ui.labels;

/**
 * The place of one prediction: what has been read up to a position, and the token after it.
 *
 * @param row row of the batch, from 0
 * @param position t, the position that predicts; -1 for the label of the first token in the aligned
 *     convention, which no position predicts
 */
record LabelPair(int row, int position) {}
