package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;

/**
 * The conversation of the chosen dataset row as edited; what was edited is kept when another row is
 * looked at in between, and the file is never touched. FX thread only.
 */
public final class ConversationDraft {
    private final ObservableList<DataRow> rows = FXCollections.observableArrayList();
    private final IntegerProperty rowIndex = new SimpleIntegerProperty(this, "rowIndex", -1);
    private final ObservableList<MessageDraft> messages = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper(this, "edited");
    private final Map<DataRow, Conversation> edits = new IdentityHashMap<>();
    private final Set<MessageDraft> heard = Collections.newSetFromMap(new WeakHashMap<>());
    private final Runnable changed;
    private final ObjectProperty<JsonDraft> tools = new SimpleObjectProperty<>(this, "tools");
    private boolean loading;

    /**
     * @param changed called when the conversation is another
     */
    ConversationDraft(Runnable changed) {
        this.changed = changed;
        rows.addListener(this::rowsChanged);
        rowIndex.addListener((p, old, now) -> showRow());
        messages.addListener(this::messagesChanged);
    }

    /** The dataset. */
    public ObservableList<DataRow> rows() {
        return rows;
    }

    /** Index of the row whose conversation is shown, or -1. */
    public IntegerProperty rowIndexProperty() {
        return rowIndex;
    }

    /** The messages; may be added, removed and edited. */
    public ObservableList<MessageDraft> messages() {
        return messages;
    }

    /** Whether the conversation differs from the row's. */
    public ReadOnlyBooleanProperty editedProperty() {
        return edited.getReadOnlyProperty();
    }

    /** Takes the edits to this row back. */
    public void reset() {
        DataRow row = row();
        if (row != null) {
            edits.remove(row);
            load(of(row));
        }
    }

    /** The conversation as it stands now. */
    Conversation conversation() {
        List<?> offered =
                tools.get() != null && tools.get().value() instanceof List<?> list
                        ? list
                        : List.of();
        return new Conversation(
                messages.stream().map(MessageDraft::toMessage).toList(), new ArrayList<>(offered));
    }

    /** The tools that the conversation offers to the assistant, as JSON. */
    ReadOnlyObjectProperty<JsonDraft> toolsProperty() {
        return tools;
    }

    /**
     * Moves a message up or down.
     *
     * @param by places to move by; it stops at the ends
     * @return its index now
     */
    public int move(int index, int by) {
        int to = Math.max(0, Math.min(messages.size() - 1, index + by));
        if (to != index) {
            List<MessageDraft> moved = new ArrayList<>(messages);
            moved.add(to, moved.remove(index));
            messages.setAll(moved);
        }
        return to;
    }

    /** Adds a message after the one at an index, or at the start for -1. */
    public void addAfter(int index) {
        boolean afterUser = index >= 0 && messages.get(index).roleProperty().get().equals("user");
        messages.add(index + 1, new MessageDraft(Message.of(afterUser ? "assistant" : "user", "")));
    }

    /** What can be edited of a row: nothing of one that is no conversation. */
    private static Conversation of(DataRow row) {
        return row.chat().orElseGet(Conversation::of);
    }

    /** The row that is shown; null for none. */
    DataRow row() {
        int index = rowIndex.get();
        return index >= 0 && index < rows.size() ? rows.get(index) : null;
    }

    /** Rows that are found while others are shown change nothing of what is shown. */
    private void rowsChanged(ListChangeListener.Change<? extends DataRow> change) {
        boolean onlyMore = rowIndex.get() >= 0;
        while (change.next()) {
            onlyMore &= !change.wasRemoved() && change.getFrom() > rowIndex.get();
        }
        if (!onlyMore) {
            showFirstRow();
        }
    }

    private void showFirstRow() {
        int first = rows.isEmpty() ? -1 : 0;
        if (rowIndex.get() == first) {
            showRow();
        } else {
            rowIndex.set(first);
        }
    }

    private void showRow() {
        DataRow row = row();
        if (row != null) {
            load(edits.getOrDefault(row, of(row)));
        }
    }

    private void load(Conversation conversation) {
        loading = true;
        try {
            useTools(conversation.tools());
            messages.setAll(conversation.messages().stream().map(MessageDraft::new).toList());
        } finally {
            loading = false;
        }
        DataRow row = row();
        edited.set(row != null && edits.containsKey(row));
        changed.run();
    }

    private void useTools(List<Object> described) {
        JsonDraft draft =
                new JsonDraft(JsonDraft.Kind.LIST, described.isEmpty() ? null : described);
        draft.textProperty()
                .addListener(
                        (p, old, now) -> {
                            if (tools.get() == draft) {
                                edited();
                            }
                        });
        tools.set(draft);
    }

    private void messagesChanged(ListChangeListener.Change<? extends MessageDraft> change) {
        while (change.next()) {
            for (MessageDraft come : change.getAddedSubList()) {
                if (heard.add(come)) {
                    come.onChange(() -> changed(come));
                }
            }
        }
        if (!loading) {
            edited();
        }
    }

    /** A message that was removed may still be told of by its editor. */
    private void changed(MessageDraft message) {
        if (messages.contains(message)) {
            edited();
        }
    }

    private void edited() {
        DataRow row = row();
        if (row != null) {
            Conversation now = conversation();
            if (now.equals(of(row))) {
                edits.remove(row);
            } else {
                edits.put(row, now);
            }
            edited.set(edits.containsKey(row));
        }
        changed.run();
    }
}
