package org.sftworkbench.ui.labels;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.sftworkbench.data.DataRow;

/** Which rows of the data make the batch. FX thread only. */
public final class RowChoice {
    /** Most rows of a batch. */
    public static final int MOST = 32;

    private static final int FIRST_BATCH = 3;

    private final ObservableList<DataRow> rows = FXCollections.observableArrayList();
    private final ObservableList<DataRow> chosen = FXCollections.observableArrayList();
    private final ObservableList<DataRow> chosenView =
            FXCollections.unmodifiableObservableList(chosen);
    private final Runnable changed;
    private boolean offered = true;

    /**
     * @param changed told after rows came, went or were chosen
     */
    RowChoice(Runnable changed) {
        this.changed = changed;
        rows.addListener((ListChangeListener<DataRow>) change -> rowsChanged());
    }

    /** Makes these rows the batch; no more than {@link #MOST} of them are taken. */
    public void choose(List<DataRow> wanted) {
        List<DataRow> taken = wanted.subList(0, Math.min(MOST, wanted.size()));
        if (!chosen.equals(taken)) {
            offered = false;
            chosen.setAll(taken);
            changed.run();
        }
    }

    /** The rows after those of the batch, as many again; stays at the end of the data. */
    public void next() {
        move(1);
    }

    /** The rows before those of the batch, as many again; stays at the beginning of the data. */
    public void previous() {
        move(-1);
    }

    /** Makes the batch this many neighbouring rows, from its first one on. */
    public void resize(int count) {
        window(chosen.isEmpty() ? 0 : rows.indexOf(chosen.get(0)), count);
    }

    private void move(int direction) {
        if (!chosen.isEmpty()) {
            int first = rows.indexOf(chosen.get(0));
            window(first + direction * chosen.size(), chosen.size());
        }
    }

    private void window(int first, int count) {
        int size = Math.max(1, Math.min(Math.min(MOST, count), rows.size()));
        int from = Math.max(0, Math.min(first, rows.size() - size));
        choose(List.copyOf(rows.subList(from, Math.min(rows.size(), from + size))));
    }

    private void rowsChanged() {
        List<DataRow> kept = new ArrayList<>(chosen);
        kept.retainAll(rows);
        if (kept.isEmpty()) {
            offered = true;
            kept.addAll(rows.subList(0, Math.min(FIRST_BATCH, rows.size())));
        }
        chosen.setAll(kept);
        changed.run();
    }

    /** Whether the batch is the first rows of the data, and nobody has chosen it. */
    public boolean isOffered() {
        return offered;
    }

    /** The rows of the dataset. */
    public ObservableList<DataRow> rows() {
        return rows;
    }

    /** The rows of the batch, in order; changed through {@link #choose}. */
    public ObservableList<DataRow> chosen() {
        return chosenView;
    }
}
