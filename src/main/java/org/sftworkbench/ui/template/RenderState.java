package org.sftworkbench.ui.template;

/** Where the template pane stands. */
public enum RenderState {
    /** No tokenizer is open yet. */
    NO_TOKENIZER,
    /** The tokens are those of what is in the editors. */
    CURRENT,
    /**
     * What is in the editors cannot be rendered; the tokens are those of the last time it could.
     */
    STALE
}
