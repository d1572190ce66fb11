package org.sftworkbench.ui.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.collections.ListChangeListener;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.session.RowName;
import org.sftworkbench.ui.labels.RowChoice;

/**
 * The rows chosen for the labels pane's batch, by name, so that they are its batch again once their
 * files are read that far. FX thread only.
 */
public final class ChosenRows {
    private final RowChoice choice;
    private final RowsAwaited awaited;
    private final Map<RowName, DataRow> found = new HashMap<>();
    private List<RowName> wanted = List.of();
    private List<DataRow> put = List.of();

    public ChosenRows(RowChoice choice) {
        this.choice = choice;
        awaited = new RowsAwaited(choice.rows());
        choice.chosen().addListener((ListChangeListener<DataRow>) change -> chosen());
    }

    /** Calls this when other rows are chosen. */
    public void onChange(Runnable changed) {
        choice.chosen().addListener((ListChangeListener<DataRow>) change -> changed.run());
    }

    /** The rows that are chosen, or that are still waited for; empty where nobody chose any. */
    public List<RowName> now() {
        if (!wanted.isEmpty()) {
            return wanted;
        }
        return choice.isOffered()
                ? List.of()
                : choice.chosen().stream().map(RowName::of).flatMap(Optional::stream).toList();
    }

    /** Chooses rows, at once or as they come, unless the user chooses others before. */
    public void restore(List<RowName> rows) {
        wanted = rows.stream().distinct().limit(RowChoice.MOST).toList();
        look();
    }

    private void look() {
        found.clear();
        put = List.of();
        Map<RowName, RowsAwaited.Found> names = new LinkedHashMap<>();
        wanted.forEach(name -> names.put(name, (row, index) -> came(name, row)));
        awaited.await(names);
    }

    private void came(RowName name, DataRow row) {
        found.put(name, row);
        put = wanted.stream().map(found::get).filter(Objects::nonNull).toList();
        boolean all = put.size() == wanted.size();
        choice.choose(put);
        if (all) {
            forget();
        }
    }

    private void chosen() {
        if (wanted.isEmpty() || choice.chosen().equals(put)) {
            return;
        }
        if (!choice.isOffered()) {
            forget();
        } else if (!put.isEmpty()) {
            // Other data have come; those found are not among them.
            look();
        }
    }

    private void forget() {
        awaited.forget(Set.copyOf(wanted));
        wanted = List.of();
        put = List.of();
        found.clear();
    }
}
