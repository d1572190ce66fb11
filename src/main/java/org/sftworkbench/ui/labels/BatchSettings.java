package org.sftworkbench.ui.labels;

import org.sftworkbench.data.Truncation;

/**
 * How examples are laid out as a batch.
 *
 * @param side where padding goes, of the padded layout only
 * @param truncation how longer rows are cut; its length is what packs are filled up to
 */
record BatchSettings(BatchLayout layout, PaddingSide side, Truncation truncation) {
    /** Right padding, whole rows. */
    static final BatchSettings DEFAULTS =
            new BatchSettings(BatchLayout.PADDED, PaddingSide.RIGHT, Truncation.NONE);
}
