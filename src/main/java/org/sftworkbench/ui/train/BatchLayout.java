package org.sftworkbench.ui.train;

/** How the rows of a batch lie before the model. */
public enum BatchLayout {
    /** End to end, each seeing only itself: the same losses, without waste. */
    PADDING_FREE,
    /** Filled up on the right to the longest. */
    PADDED,
    /** Filled together into packs of the maximum length, each row seeing only itself. */
    PACKED
}
