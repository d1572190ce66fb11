package org.sftworkbench.ui.common;

import javafx.scene.control.Label;

/**
 * A token drawn as a small chip with visible white space; its state is in pseudo-classes, styled by
 * {@code base.css}. FX thread only.
 */
public final class TokenChip extends Label {
    public TokenChip() {
        getStyleClass().add("token-chip");
        setMinWidth(USE_PREF_SIZE);
    }

    /**
     * @param text what the token stands for, as it is
     * @param kind how it is drawn
     */
    public TokenChip(String text, Kind kind) {
        this();
        setToken(text, kind);
    }

    /**
     * How a token is drawn.
     *
     * @param trained counts toward the loss
     * @param special is a special token
     * @param padding stands only for filling up
     */
    public record Kind(boolean trained, boolean special, boolean padding) {
        /** A filler. */
        public static final Kind PADDING = new Kind(false, true, true);
    }

    /** Shows another token in this chip. */
    public void setToken(String text, Kind kind) {
        setText(VisibleText.of(text));
        pseudoClassStateChanged(TokenState.TRAINED, kind.trained());
        pseudoClassStateChanged(TokenState.MASKED, !kind.trained() && !kind.padding());
        pseudoClassStateChanged(TokenState.SPECIAL, kind.special());
        pseudoClassStateChanged(TokenState.PADDING, kind.padding());
    }

    /** Marks it as picked by the user. */
    public void setSelected(boolean selected) {
        pseudoClassStateChanged(TokenState.SELECTED, selected);
    }
}
