package org.sftworkbench.ui.train;

import org.sftworkbench.data.DataRow;

/**
 * A row that cannot be encoded.
 *
 * @param message why, in the user's words
 */
public record RefusedRow(DataRow row, String message) {}
