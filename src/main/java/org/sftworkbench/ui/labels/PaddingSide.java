package org.sftworkbench.ui.labels;

/** On which side the rows of a batch are filled up to one length. */
public enum PaddingSide {
    /** As for training. */
    RIGHT,
    /** As for generation, where all rows have to end at the same position. */
    LEFT
}
