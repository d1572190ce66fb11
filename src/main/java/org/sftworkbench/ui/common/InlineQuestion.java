package org.sftworkbench.ui.common;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Lets a question that a pane asks in its midst be answered from the keyboard, like one of a
 * dialog: the answer that changes nothing has the focus, Escape gives it, and then the focus is
 * where it was. FX thread only.
 */
public final class InlineQuestion {
    private final Node question;
    private final Node harmless;
    private final Node about;
    private Node before;

    private InlineQuestion(Node question, Node harmless, Node about) {
        this.question = question;
        this.harmless = harmless;
        this.about = about;
    }

    /**
     * @param question visible while it is asked; its buttons stand in it
     * @param harmless the button of the answer that changes nothing
     * @param keep gives that answer
     * @param about what is asked about, which has the focus afterwards where nothing had it before
     */
    public static void from(Node question, Node harmless, Runnable keep, Node about) {
        InlineQuestion asked = new InlineQuestion(question, harmless, about);
        question.visibleProperty().addListener((o, was, is) -> asked.turn(is));
        question.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        keep.run();
                        e.consume();
                    }
                });
    }

    private void turn(boolean visible) {
        Scene scene = question.getScene();
        if (scene == null) {
            return;
        }
        if (visible) {
            before = scene.getFocusOwner();
            harmless.requestFocus();
        } else if (holds(scene.getFocusOwner())) {
            (canHaveFocus(before) ? before : about).requestFocus();
            before = null;
        }
    }

    private boolean canHaveFocus(Node node) {
        return node != null
                && node.getScene() == question.getScene()
                && !node.isDisabled()
                && !holds(node);
    }

    private boolean holds(Node node) {
        Node each = node;
        while (each != null && each != question) {
            each = each.getParent();
        }
        return each != null;
    }
}
