package org.sftworkbench.ui.labels;

import org.sftworkbench.train.LengthPolicy;

/** Layouts of batches for tests. */
final class Settings {
    static final BatchSettings RIGHT = BatchSettings.DEFAULTS;
    static final BatchSettings LEFT =
            new BatchSettings(BatchLayout.PADDED, PaddingSide.LEFT, RIGHT.length());
    static final BatchSettings PADDING_FREE =
            new BatchSettings(BatchLayout.PADDING_FREE, PaddingSide.RIGHT, RIGHT.length());

    private Settings() {}

    static BatchSettings packed(int maxLength) {
        return new BatchSettings(
                BatchLayout.PACKED,
                PaddingSide.RIGHT,
                new LengthPolicy(maxLength, LengthPolicy.Overlong.KEEP_START));
    }

    static BatchSettings cut(PaddingSide side, int maxLength, LengthPolicy.Overlong kept) {
        return new BatchSettings(BatchLayout.PADDED, side, new LengthPolicy(maxLength, kept));
    }
}
