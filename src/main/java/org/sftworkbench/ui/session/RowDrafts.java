package org.sftworkbench.ui.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.Observable;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableMap;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.session.RowDraft;
import org.sftworkbench.session.RowName;
import org.sftworkbench.ui.template.ConversationDraft;
import org.sftworkbench.ui.template.RowEdit;

/**
 * The edited rows by name: those whose file is not open wait for it. Edits to data that other data
 * take the place of wait too, and come back with them. FX thread only.
 */
public final class RowDrafts {
    private final ConversationDraft conversation;
    private final RowsAwaited awaited;
    private final ObservableMap<RowName, RowEdit> waiting =
            FXCollections.observableMap(new LinkedHashMap<>());

    public RowDrafts(ConversationDraft conversation) {
        this.conversation = conversation;
        awaited = new RowsAwaited(conversation.rows());
        conversation.rows().addListener(this::rowsChanged);
    }

    /** What changes with the drafts. */
    Observable[] changes() {
        return new Observable[] {waiting, conversation.edits()};
    }

    /** The drafts whose rows are not there. */
    ObservableMap<RowName, RowEdit> waiting() {
        return waiting;
    }

    /** All drafts. */
    public List<RowDraft> now() {
        Map<RowName, RowEdit> all = new LinkedHashMap<>(waiting);
        all.putAll(edited());
        List<RowDraft> drafts = new ArrayList<>();
        all.forEach(
                (row, edit) ->
                        RowDraft.of(row, edit.content(), edit.unread()).ifPresent(drafts::add));
        drafts.sort(
                Comparator.comparing((RowDraft draft) -> draft.row().file())
                        .thenComparing(draft -> draft.row().number()));
        return drafts;
    }

    private Map<RowName, RowEdit> edited() {
        Map<RowName, RowEdit> named = new LinkedHashMap<>();
        conversation
                .edits()
                .forEach((row, says) -> RowName.of(row).ifPresent(name -> named.put(name, says)));
        return named;
    }

    /** Takes up drafts of another time, each when its row is there. */
    public void restore(List<RowDraft> drafts) {
        Map<RowName, RowEdit> named = new LinkedHashMap<>();
        drafts.forEach(
                draft -> named.put(draft.row(), new RowEdit(draft.content(), draft.unread())));
        restore(named);
    }

    private void restore(Map<RowName, RowEdit> named) {
        waiting.putAll(named);
        Map<RowName, RowsAwaited.Found> wanted = new HashMap<>();
        named.keySet().forEach(name -> wanted.put(name, (row, index) -> came(name, row)));
        awaited.await(wanted);
    }

    private void came(RowName name, DataRow row) {
        RowEdit edit = waiting.remove(name);
        if (edit != null) {
            conversation.restore(row, edit);
        }
    }

    /** Takes the edits to these rows back. */
    public void discard(Set<RowName> names) {
        awaited.forget(names);
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
        if (gone && !conversation.edits().isEmpty()) {
            Map<RowName, RowEdit> left = edited();
            conversation.edits().clear();
            restore(left);
        }
    }
}
