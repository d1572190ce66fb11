package org.sftworkbench.ui.chat;

import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Lets Tab leave a text area, as it leaves every other control, instead of being written into it.
 * FX thread only.
 */
final class TabTraversal {
    private TabTraversal() {}

    static void in(TextArea area) {
        area.addEventFilter(KeyEvent.KEY_PRESSED, e -> pressed(e, area));
    }

    /** A text area moves on with Ctrl+Tab, so that is what it is given. */
    private static void pressed(KeyEvent e, TextArea area) {
        if (e.getCode() == KeyCode.TAB && !e.isControlDown()) {
            e.consume();
            area.fireEvent(
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED,
                            "",
                            "",
                            KeyCode.TAB,
                            e.isShiftDown(),
                            true,
                            false,
                            false));
        }
    }
}
