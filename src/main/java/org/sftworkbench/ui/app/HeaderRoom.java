package org.sftworkbench.ui.app;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;

/**
 * Who gives way in a header that is too narrow for all: what is kept has its room, the rest gets
 * what is left. FX thread only.
 */
final class HeaderRoom {
    private HeaderRoom() {}

    /**
     * Gives a text the room it needs.
     *
     * @param most it may take for itself, in pixels; a longer one ends in an ellipsis
     */
    static void keep(Labeled text, double most) {
        text.minWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> Math.min(most, Math.ceil(text.prefWidth(-1))),
                                text.textProperty(),
                                text.fontProperty(),
                                text.insetsProperty(),
                                text.skinProperty()));
    }

    /** Tells the whole of a text that may be cut to who points at it. */
    static void tellWhole(Labeled text) {
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text.textProperty());
        text.tooltipProperty()
                .bind(
                        Bindings.when(text.textProperty().isNotEmpty())
                                .then(whole)
                                .otherwise((Tooltip) null));
    }
}
