package org.sftworkbench.ui.app;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/**
 * Gives the focus to a control that is disabled or out of sight, such as one that waits for a model
 * that is being opened, once it no longer is: unless the user has done anything by then. FX thread
 * only.
 */
final class AwaitedFocus {
    /** Who waited longer may look at what is elsewhere. */
    private static final Duration LONGEST = Duration.seconds(20);

    private final Node wanted;
    private final Scene scene;
    private final PauseTransition patience = new PauseTransition(LONGEST);
    private final EventHandler<InputEvent> done = this::end;
    private final InvalidationListener change;
    private final List<Observable> causes = new ArrayList<>();

    private AwaitedFocus(Node wanted, Node meanwhile) {
        this.wanted = wanted;
        scene = wanted.getScene();
        change =
                changed -> {
                    if (canTakeIt(wanted)) {
                        end(null);
                        if (scene.getFocusOwner() == meanwhile) {
                            wanted.requestFocus();
                        }
                    }
                };
        patience.setOnFinished(e -> end(null));
    }

    /**
     * @param wanted cannot take the focus now
     * @param meanwhile has the focus, and keeps it if the user does anything
     */
    static void of(Node wanted, Node meanwhile) {
        AwaitedFocus awaited = new AwaitedFocus(wanted, meanwhile);
        awaited.causes.add(wanted.disabledProperty());
        for (Node each = wanted; each != null; each = each.getParent()) {
            awaited.causes.add(each.visibleProperty());
        }
        awaited.causes.forEach(cause -> cause.addListener(awaited.change));
        awaited.scene.addEventFilter(KeyEvent.KEY_PRESSED, awaited.done);
        awaited.scene.addEventFilter(MouseEvent.MOUSE_PRESSED, awaited.done);
        awaited.patience.play();
    }

    /** Whether a control is enabled and in sight. */
    static boolean canTakeIt(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.isFocusTraversable() && !node.isDisabled();
    }

    private void end(InputEvent event) {
        patience.stop();
        causes.forEach(cause -> cause.removeListener(change));
        scene.removeEventFilter(KeyEvent.KEY_PRESSED, done);
        scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, done);
    }
}
