package org.sftworkbench.ui.labels;

import org.sftworkbench.train.LengthPolicy;

/**
 * How examples are laid out as a batch.
 *
 * @param side where padding goes, of the padded layout only
 * @param length what becomes of rows that are too long; its limit is what packs are filled up to
 */
record BatchSettings(BatchLayout layout, PaddingSide side, LengthPolicy length) {
    /** Right padding, whole rows. */
    static final BatchSettings DEFAULTS =
            new BatchSettings(
                    BatchLayout.PADDED,
                    PaddingSide.RIGHT,
                    new LengthPolicy(0, LengthPolicy.Overlong.KEEP_START));
}
