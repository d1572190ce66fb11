package org.sftworkbench.ui.common.grid;

/** What a cell stands for; decides how it is drawn. */
public enum CellKind {
    /** Nothing is drawn. */
    BLANK,
    /** A token that the model only reads. */
    MASKED,
    /** A token that counts toward the loss: filled and underlined. */
    TRAINED,
    /** A label of -100. */
    IGNORED,
    /** Filler: hatched. */
    PADDING,
    /** A token that the model has just written. */
    WRITTEN,
    /** A token that ended a row. */
    STOP,
    /** A small figure, such as a mask bit or a position id. */
    FIGURE,
    /** A small figure of a position that is padding. */
    FIGURE_MUTED
}
