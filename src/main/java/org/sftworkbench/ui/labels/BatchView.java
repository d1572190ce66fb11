package org.sftworkbench.ui.labels;

/** What of a batch is in front, in the order of the pane's tabs. */
public enum BatchView {
    /** The grid of tokens and labels. */
    TOKENS,
    /** Who sees whom. */
    ATTENTION,
    /** What the batch costs, by kind of token and as arithmetic. */
    LOSS
}
