package org.sftworkbench.ui.common;

import javafx.css.PseudoClass;

/** The pseudo-classes that carry a token's state to the style sheets. */
public final class TokenState {
    /** Counts toward the loss; drawn with an underline besides its colour. */
    public static final PseudoClass TRAINED = PseudoClass.getPseudoClass("trained");

    /** Does not count toward the loss. */
    public static final PseudoClass MASKED = PseudoClass.getPseudoClass("masked");

    /** A special token; drawn with a border and round ends. */
    public static final PseudoClass SPECIAL = PseudoClass.getPseudoClass("special");

    /** Stands only for filling up; drawn dashed. */
    public static final PseudoClass PADDING = PseudoClass.getPseudoClass("padding");

    /** Picked by the user. */
    public static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    /** Belongs to what the user picked or points at. */
    public static final PseudoClass RELATED = PseudoClass.getPseudoClass("related");

    /** Shown from an earlier state because the present one has an error. */
    public static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private TokenState() {}
}
