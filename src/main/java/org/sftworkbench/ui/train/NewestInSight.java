package org.sftworkbench.ui.train;

import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ListView;

/** Keeps the last row of a list in sight when one is added and when the list becomes shorter. */
final class NewestInSight {
    private final ListView<?> list;

    private NewestInSight(ListView<?> list) {
        this.list = list;
    }

    /**
     * @param list with its items, which stay the same list
     */
    static void keep(ListView<?> list) {
        NewestInSight kept = new NewestInSight(list);
        list.getItems().addListener((ListChangeListener<Object>) change -> kept.show());
        list.heightProperty()
                .addListener(
                        (p, was, is) -> {
                            if (is.doubleValue() < was.doubleValue()) {
                                kept.show();
                            }
                        });
    }

    // Rows that wrap have their heights once they were laid out, and with a scroll bar others.
    private void show() {
        scroll();
        Platform.runLater(
                () -> {
                    list.layout();
                    scroll();
                });
    }

    private void scroll() {
        list.scrollTo(list.getItems().size() - 1);
    }
}
