package org.sftworkbench.ui.session;

import javafx.beans.property.IntegerProperty;

import org.sftworkbench.session.RowName;
import org.sftworkbench.ui.template.ConversationDraft;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The row that is looked at, by name, so that it can be turned to again once its file is read that
 * far. FX thread only.
 */
public final class SelectedRow {
    private final ConversationDraft conversation;
    private final RowsAwaited awaited;
    private RowName wanted;

    public SelectedRow(ConversationDraft conversation) {
        this.conversation = conversation;
        awaited = new RowsAwaited(conversation.rows());
        index().addListener((p, old, now) -> turned(now.intValue()));
    }

    /** Turns to its number among all rows. */
    public IntegerProperty index() {
        return conversation.rowIndexProperty();
    }

    /** The row that is looked at, or that is still waited for. */
    public Optional<RowName> now() {
        int index = index().get();
        return wanted != null
                ? Optional.of(wanted)
                : Optional.of(index)
                        .filter(i -> i >= 0 && i < conversation.rows().size())
                        .flatMap(i -> RowName.of(conversation.rows().get(i)));
    }

    /** Turns to a row, at once or when it comes, unless the user turns to another before. */
    public void restore(RowName row) {
        wanted = row;
        awaited.await(
                Map.of(
                        row,
                        (found, index) -> {
                            wanted = null;
                            index().set(index);
                        }));
    }

    private void turned(int now) {
        // Data that are opened show their first row by themselves.
        if (wanted != null && now > 0) {
            awaited.forget(Set.of(wanted));
            wanted = null;
        }
    }
}
