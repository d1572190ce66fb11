package org.sftworkbench.ui.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.Observable;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableMap;
import javafx.collections.ObservableSet;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.session.RowDraft;
import org.sftworkbench.session.RowFingerprint;
import org.sftworkbench.session.RowName;
import org.sftworkbench.ui.template.ConversationDraft;
import org.sftworkbench.ui.template.RowEdit;

/**
 * The edited rows by name: those whose file is not open wait for it. Edits to data that other data
 * take the place of wait too, and come back with them. A row that says something else than the one
 * that was edited is another: its edits wait on. FX thread only.
 */
public final class RowDrafts {
    private final ConversationDraft conversation;
    private final RowsAwaited awaited;
    private final ObservableMap<RowName, Waiting> waiting =
            FXCollections.observableMap(new LinkedHashMap<>());
    private final ObservableSet<RowName> overtaken =
            FXCollections.observableSet(new LinkedHashSet<>());

    /** Fingerprints of the rows that are edited, as the data have them. */
    private final Map<DataRow, String> originals = new HashMap<>();

    /**
     * An edit.
     *
     * @param original fingerprint of the row before it; empty where that is not known
     */
    record Waiting(RowEdit edit, String original) {
        boolean isOf(DataRow row) {
            return original.isEmpty() || original.equals(RowFingerprint.of(row));
        }
    }

    public RowDrafts(ConversationDraft conversation) {
        this.conversation = conversation;
        awaited = new RowsAwaited(conversation.rows());
        conversation.edits().addListener(this::editsChanged);
        conversation.rows().addListener(this::rowsChanged);
    }

    /** What changes with the drafts. */
    Observable[] changes() {
        return new Observable[] {waiting, conversation.edits()};
    }

    /** The drafts whose rows are not there. */
    ObservableMap<RowName, Waiting> waiting() {
        return waiting;
    }

    /** Those of them whose rows say something else now. */
    ObservableSet<RowName> overtaken() {
        return overtaken;
    }

    /** All drafts. */
    public List<RowDraft> now() {
        Map<RowName, Waiting> all = new LinkedHashMap<>(waiting);
        all.putAll(edited());
        List<RowDraft> drafts = new ArrayList<>();
        all.forEach(
                (row, one) ->
                        RowDraft.of(row, one.edit().content(), one.edit().unread(), one.original())
                                .ifPresent(drafts::add));
        drafts.sort(
                Comparator.comparing((RowDraft draft) -> draft.row().file())
                        .thenComparing(draft -> draft.row().number()));
        return drafts;
    }

    private Map<RowName, Waiting> edited() {
        Map<RowName, Waiting> named = new LinkedHashMap<>();
        conversation
                .edits()
                .forEach(
                        (row, says) ->
                                RowName.of(row)
                                        .ifPresent(
                                                name ->
                                                        named.put(
                                                                name,
                                                                new Waiting(
                                                                        says,
                                                                        originals.getOrDefault(
                                                                                row, "")))));
        return named;
    }

    /** At the first edit, as the row has just been read then. */
    private void editsChanged(MapChangeListener.Change<? extends DataRow, ?> change) {
        if (change.wasAdded()) {
            originals.computeIfAbsent(change.getKey(), RowFingerprint::of);
        } else {
            originals.remove(change.getKey());
        }
    }

    /** Takes up drafts of another time, each when its row is there. */
    public void restore(List<RowDraft> drafts) {
        Map<RowName, Waiting> named = new LinkedHashMap<>();
        drafts.forEach(
                draft ->
                        named.put(
                                draft.row(),
                                new Waiting(
                                        new RowEdit(draft.content(), draft.unread()),
                                        draft.original())));
        restore(named);
    }

    private void restore(Map<RowName, Waiting> named) {
        waiting.putAll(named);
        Map<RowName, RowsAwaited.Found> wanted = new HashMap<>();
        named.keySet().forEach(name -> wanted.put(name, (row, index) -> came(name, row)));
        awaited.await(wanted);
    }

    private void came(RowName name, DataRow row) {
        Waiting edit = waiting.get(name);
        if (edit == null) {
            return;
        }
        if (edit.isOf(row)) {
            waiting.remove(name);
            conversation.restore(row, edit.edit());
        } else {
            overtaken.add(name);
        }
    }

    /** Takes the edits to these rows back. */
    public void discard(Set<RowName> names) {
        awaited.forget(names);
        overtaken.removeAll(names);
        waiting.keySet().removeAll(names);
        for (DataRow row : List.copyOf(conversation.edits().keySet())) {
            if (RowName.of(row).filter(names::contains).isPresent()) {
                conversation.discard(row);
            }
        }
    }

    private void rowsChanged(ListChangeListener.Change<? extends DataRow> change) {
        boolean gone = false;
        while (change.next()) {
            gone |= change.wasRemoved();
        }
        if (gone) {
            Map<RowName, Waiting> left = edited();
            overtaken.forEach(name -> left.put(name, waiting.get(name)));
            overtaken.clear();
            if (!left.isEmpty()) {
                conversation.edits().clear();
                restore(left);
            }
        }
    }
}
