package org.sftworkbench.ui.app;

import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/**
 * Gives the focus to a control that cannot take it yet, such as one that waits for a model that is
 * being opened, as soon as it can: unless the user has done anything by then. FX thread only.
 */
final class AwaitedFocus {
    /** Who waited longer may look at what is elsewhere. */
    private static final Duration LONGEST = Duration.seconds(20);

    private final Node wanted;
    private final Scene scene;
    private final PauseTransition patience = new PauseTransition(LONGEST);
    private final EventHandler<InputEvent> done = this::end;
    private final ChangeListener<Boolean> enabled;

    private AwaitedFocus(Node wanted, Node meanwhile) {
        this.wanted = wanted;
        scene = wanted.getScene();
        enabled =
                (p, was, is) -> {
                    if (!is) {
                        end(null);
                        if (scene.getFocusOwner() == meanwhile) {
                            wanted.requestFocus();
                        }
                    }
                };
        patience.setOnFinished(e -> end(null));
    }

    /**
     * @param wanted is disabled now
     * @param meanwhile has the focus, and keeps it if the user does anything
     */
    static void of(Node wanted, Node meanwhile) {
        AwaitedFocus awaited = new AwaitedFocus(wanted, meanwhile);
        wanted.disabledProperty().addListener(awaited.enabled);
        awaited.scene.addEventFilter(KeyEvent.KEY_PRESSED, awaited.done);
        awaited.scene.addEventFilter(MouseEvent.MOUSE_PRESSED, awaited.done);
        awaited.patience.play();
    }

    private void end(InputEvent event) {
        patience.stop();
        wanted.disabledProperty().removeListener(enabled);
        scene.removeEventFilter(KeyEvent.KEY_PRESSED, done);
        scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, done);
    }
}
