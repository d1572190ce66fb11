package org.sftworkbench.ui.labels;

/** What the labels pane can show; drives what is visible and enabled. */
public enum LabelsState {
    /** No tokenizer yet. */
    NO_MODEL,
    /** No tokenizer yet, but one is being read. */
    OPENING,
    /** No template to render rows with yet. */
    NO_TEMPLATE,
    /** No rows yet. */
    NO_DATA,
    /** Rows are there, none is chosen. */
    NOTHING_CHOSEN,
    /** A batch is being made; the one before stays visible. */
    ENCODING,
    /** A batch is shown. */
    READY,
    /** The chosen rows make no batch under the maximum length; the problem says why. */
    LENGTH,
    /** The chosen rows cannot be encoded; the problem says why. */
    FAILED
}
