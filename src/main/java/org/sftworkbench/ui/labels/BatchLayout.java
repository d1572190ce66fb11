package org.sftworkbench.ui.labels;

/** How rows of different lengths become tensors. */
public enum BatchLayout {
    /** A row of the tensor each, filled up to the longest. */
    PADDED,
    /** All rows end to end in one row of the tensor. */
    PADDING_FREE,
    /** Rows end to end in packs of at most the maximum length, as many tokens in each as fit. */
    PACKED
}
