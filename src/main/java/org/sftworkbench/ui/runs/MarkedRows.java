package org.sftworkbench.ui.runs;

import java.util.List;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;
import org.sftworkbench.run.StoredRun;

/**
 * Keeps the rows that a table marks and the runs that its buttons are about the same, whichever
 * changes. FX thread only.
 */
final class MarkedRows {
    private final TableView<StoredRun> table;
    private final ObservableList<StoredRun> selected;
    private boolean following;

    private MarkedRows(TableView<StoredRun> table, ObservableList<StoredRun> selected) {
        this.table = table;
        this.selected = selected;
    }

    /** Marks the selected runs in the table now and from now on, and selects those marked there. */
    static void keep(TableView<StoredRun> table, ObservableList<StoredRun> selected) {
        MarkedRows rows = new MarkedRows(table, selected);
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<StoredRun>) change -> rows.select());
        selected.addListener((ListChangeListener<StoredRun>) change -> rows.mark());
        rows.mark();
    }

    private void select() {
        follow(() -> selected.setAll(marked()));
    }

    private void mark() {
        follow(
                () -> {
                    if (!marked().equals(selected)) {
                        table.getSelectionModel().clearSelection();
                        selected.forEach(table.getSelectionModel()::select);
                    }
                });
    }

    /** While one of the two follows the other, what it tells is no news. */
    private void follow(Runnable change) {
        if (!following) {
            following = true;
            try {
                change.run();
            } finally {
                following = false;
            }
        }
    }

    private List<StoredRun> marked() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .toList();
    }
}
