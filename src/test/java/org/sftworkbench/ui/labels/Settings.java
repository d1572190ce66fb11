package org.sftworkbench.ui.labels;

import org.sftworkbench.data.Truncation;

/** Layouts of batches for tests. */
final class Settings {
    static final BatchSettings RIGHT = BatchSettings.DEFAULTS;
    static final BatchSettings LEFT =
            new BatchSettings(BatchLayout.PADDED, PaddingSide.LEFT, Truncation.NONE);
    static final BatchSettings PADDING_FREE =
            new BatchSettings(BatchLayout.PADDING_FREE, PaddingSide.RIGHT, Truncation.NONE);

    private Settings() {}

    static BatchSettings packed(int maxLength) {
        return new BatchSettings(
                BatchLayout.PACKED,
                PaddingSide.RIGHT,
                new Truncation(maxLength, Truncation.Kept.START));
    }

    static BatchSettings cut(PaddingSide side, int maxLength, Truncation.Kept kept) {
        return new BatchSettings(BatchLayout.PADDED, side, new Truncation(maxLength, kept));
    }
}
