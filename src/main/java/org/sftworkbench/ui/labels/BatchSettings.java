package org.sftworkbench.ui.labels;

import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.PackingStrategy;

/**
 * How examples are laid out as a batch.
 *
 * @param side where padding goes, of the padded layout only
 * @param length what becomes of rows that are too long; its limit is what packs are filled up to
 * @param packing which pack a row goes into, of the packed layout only
 */
record BatchSettings(
        BatchLayout layout, PaddingSide side, LengthPolicy length, PackingStrategy packing) {
    /** Right padding, whole rows. */
    static final BatchSettings DEFAULTS =
            new BatchSettings(
                    BatchLayout.PADDED,
                    PaddingSide.RIGHT,
                    new LengthPolicy(0, LengthPolicy.Overlong.KEEP_START));

    /** Packed, where it is, as TRL does by default. */
    BatchSettings(BatchLayout layout, PaddingSide side, LengthPolicy length) {
        this(layout, side, length, PackingStrategy.BFD);
    }
}
