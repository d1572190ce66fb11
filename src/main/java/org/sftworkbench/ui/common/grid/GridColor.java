package org.sftworkbench.ui.common.grid;

import java.util.Locale;

/** The colours of a {@link CellGrid}; each is set in CSS as {@code -grid-NAME}. */
public enum GridColor {
    BACKGROUND("white"),
    BLOCK("#f6f8fa"),
    TEXT("#24292f"),
    MUTED("#6e7781"),
    MASKED("#eaeef2"),
    TRAINED("#dafbe1"),
    TRAINED_LINE("#2da44e"),
    TRAINED_TEXT("#1a7f37"),
    PADDING_LINE("#d0d7de"),
    WRITTEN("#ddf4ff"),
    WRITTEN_LINE("#54aeff"),
    STOP("#fff8c5"),
    STOP_LINE("#bf8700"),
    ARROW("#8c959f"),
    ACTIVE("#0969da"),
    HEAT("#cf222e");

    private final String fallback;

    GridColor(String fallback) {
        this.fallback = fallback;
    }

    String cssName() {
        return "-grid-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The web colour used until a style sheet sets another. */
    String fallback() {
        return fallback;
    }
}
