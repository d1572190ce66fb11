package org.sftworkbench.ui.labels;

/** Where the label that position t is scored against stands. Both give the same loss. */
public enum LabelConvention {
    /** {@code labels[t]} is the next token: shifted when the batch is made, as the notes do. */
    SHIFTED,
    /** {@code labels[t]} is the token itself: shifted inside the loss, as transformers does. */
    ALIGNED
}
