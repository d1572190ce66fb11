package org.sftworkbench.ui.common;

import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Page Up and Page Down move a scroll pane by what is in sight, but for a strip that stays; JavaFX
 * itself moves it by as little as an arrow key does. FX thread only.
 */
public final class PageKeys {
    private static final double PART_OF_A_VIEW = 0.9;

    private PageKeys() {}

    /** From now on; what is in the pane and takes the keys itself goes on to do so. */
    public static void on(ScrollPane pane) {
        // Before the skin is there and adds its own handler, which leaves a consumed key alone.
        pane.addEventHandler(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.PAGE_DOWN && plain(key)) {
                        move(pane, 1);
                        key.consume();
                    } else if (key.getCode() == KeyCode.PAGE_UP && plain(key)) {
                        move(pane, -1);
                        key.consume();
                    }
                });
    }

    private static boolean plain(KeyEvent key) {
        return !key.isShortcutDown() && !key.isAltDown() && !key.isShiftDown();
    }

    private static void move(ScrollPane pane, int pages) {
        Bounds view = pane.getViewportBounds();
        double hidden = pane.getContent().getLayoutBounds().getHeight() - view.getHeight();
        if (hidden > 0) {
            double range = pane.getVmax() - pane.getVmin();
            double to =
                    pane.getVvalue() + pages * PART_OF_A_VIEW * view.getHeight() / hidden * range;
            pane.setVvalue(Math.max(pane.getVmin(), Math.min(pane.getVmax(), to)));
        }
    }
}
