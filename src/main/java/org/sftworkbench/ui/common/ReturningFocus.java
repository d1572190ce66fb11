package org.sftworkbench.ui.common;

import javafx.scene.Node;
import javafx.scene.Scene;

/**
 * Gives the keyboard focus back to a control that lost it by being disabled, once it is enabled
 * again: unless the user has gone elsewhere than to a neighbour meanwhile. FX thread only.
 */
public final class ReturningFocus {
    private final Node control;
    private final Node meanwhile;
    private boolean lost;

    private ReturningFocus(Node control, Node meanwhile) {
        this.control = control;
        this.meanwhile = meanwhile;
    }

    /** From now on, for as long as the control lives. */
    public static void to(Node control) {
        listen(new ReturningFocus(control, null));
    }

    /**
     * Likewise, where the next key must not reach a neighbour.
     *
     * @param meanwhile has the focus for as long as the control is disabled
     */
    public static void to(Node control, Node meanwhile) {
        listen(new ReturningFocus(control, meanwhile));
    }

    private static void listen(ReturningFocus focus) {
        focus.control.disabledProperty().addListener((o, was, is) -> focus.turn(is));
    }

    private void turn(boolean disabled) {
        if (disabled) {
            lost = control.isFocused();
            if (lost && meanwhile != null) {
                meanwhile.requestFocus();
            }
        } else if (lost && isWithNeighbour()) {
            control.requestFocus();
        }
    }

    /** Also where nothing has it, as nothing else was there to take it. */
    private boolean isWithNeighbour() {
        Scene scene = control.getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        return owner == null || owner == meanwhile || owner.getParent() == control.getParent();
    }
}
