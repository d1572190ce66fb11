package org.sftworkbench.ui.labels;

import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.sftworkbench.data.DataRow;

/**
 * Keeps a row of a list in sight, whatever size the list takes, until the user scrolls elsewhere.
 *
 * <p>A list that has no size yet, or gets another one, keeps its share of the way through all rows
 * and not the row at its top.
 */
final class RowInSight {
    private static final int NONE = -1;

    private final ListView<DataRow> list;
    private int row = NONE;

    RowInSight(ListView<DataRow> list) {
        this.list = list;
        // The rows take their new places in the layout that follows.
        list.heightProperty().addListener((o, was, is) -> Platform.runLater(this::scroll));
        list.addEventFilter(ScrollEvent.SCROLL, e -> row = NONE);
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> row = NONE);
        list.addEventFilter(KeyEvent.KEY_PRESSED, e -> row = NONE);
    }

    /**
     * Shows a row with the one before it.
     *
     * @param index from 0
     */
    void show(int index) {
        row = index;
        scroll();
    }

    private void scroll() {
        if (row != NONE) {
            list.scrollTo(Math.max(0, row - 1));
        }
    }
}
