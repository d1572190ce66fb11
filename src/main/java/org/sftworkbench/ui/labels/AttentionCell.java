package org.sftworkbench.ui.labels;

/**
 * A cell of the attention matrix.
 *
 * @param query i, the position that looks
 * @param key j, the position looked at
 */
public record AttentionCell(int query, int key) {}
