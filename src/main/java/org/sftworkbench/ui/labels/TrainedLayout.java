package org.sftworkbench.ui.labels;

import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.PackingStrategy;

/**
 * How a run lays its rows out, but for the maximum length.
 *
 * @param packing which pack a row goes into, of the packed layout only
 * @param overlong what becomes of a row that is too long
 */
public record TrainedLayout(
        BatchLayout layout, PackingStrategy packing, LengthPolicy.Overlong overlong) {}
