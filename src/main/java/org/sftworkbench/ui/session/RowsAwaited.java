package org.sftworkbench.ui.session;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.sftworkbench.data.DataRow;
import org.sftworkbench.session.RowName;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Rows known by name that are not there yet: tells when data with them are opened. FX thread only.
 */
final class RowsAwaited {
    /** Hears of a row that has come. */
    interface Found {
        /**
         * @param index where it stands among all rows
         */
        void found(DataRow row, int index);
    }

    private final ObservableList<DataRow> rows;
    private final Map<RowName, Found> awaited = new HashMap<>();
    private final BitSet numbers = new BitSet();

    RowsAwaited(ObservableList<DataRow> rows) {
        this.rows = rows;
        rows.addListener(this::changed);
    }

    /** Tells once of each of these, those that are there already at once. */
    void await(Map<RowName, ? extends Found> wanted) {
        awaited.putAll(wanted);
        wanted.keySet().forEach(name -> numbers.set(Math.max(0, name.number())));
        look(0, rows.size());
    }

    /** Awaits these no longer. */
    void forget(Set<RowName> unwanted) {
        awaited.keySet().removeAll(unwanted);
    }

    private void changed(ListChangeListener.Change<? extends DataRow> change) {
        while (change.next()) {
            if (change.wasAdded()) {
                look(change.getFrom(), change.getTo());
            }
        }
    }

    /** Of millions of rows hardly one has a number that is asked for. */
    private void look(int from, int to) {
        for (int i = from; i < to && !awaited.isEmpty(); i++) {
            DataRow row = rows.get(i);
            if (numbers.get(row.number())) {
                int index = i;
                RowName.of(row).map(awaited::remove).ifPresent(found -> found.found(row, index));
            }
        }
    }
}
