package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.LatestOnly;

/**
 * The content of the chosen dataset row as edited: a conversation, plain text, or token ids, which
 * cannot be edited. What was edited is kept when another row is looked at in between, and the file
 * is never touched. FX thread only.
 */
public final class ConversationDraft {
    private final ObservableList<DataRow> rows = FXCollections.observableArrayList();
    private final IntegerProperty rowIndex = new SimpleIntegerProperty(this, "rowIndex", -1);
    private final ObservableList<MessageDraft> messages = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper(this, "edited");
    private final ObservableMap<DataRow, RowEdit> edits =
            FXCollections.observableMap(new IdentityHashMap<>());
    private final Set<MessageDraft> heard = Collections.newSetFromMap(new WeakHashMap<>());
    private final LatestOnly reading;
    private final Runnable changed;
    private final ObjectProperty<JsonDraft> tools = new SimpleObjectProperty<>(this, "tools");
    private final ReadOnlyObjectWrapper<RowContent> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", new RowContent.Chat(Conversation.of()));
    private final StringProperty plainText = new SimpleStringProperty(this, "plainText", "");
    private List<MessageDraft> completion = List.of();
    private ShownText text = new ShownText("");
    private DataRow loaded;
    private RowContent original;
    private int loadedIndex = -1;
    private boolean loading;

    /**
     * @param background reads rows that are not at hand
     * @param fx the FX thread
     * @param changed called when the conversation is another
     */
    ConversationDraft(Executor background, Executor fx, Runnable changed) {
        reading = new LatestOnly(background, fx);
        this.changed = changed;
        rows.addListener(this::rowsChanged);
        rowIndex.addListener((p, old, now) -> showRow());
        messages.addListener(this::messagesChanged);
        plainText.addListener((p, old, now) -> textChanged(now));
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
        if (loaded != null) {
            edits.remove(loaded);
            load(RowEdit.of(original));
        }
    }

    /** Every row that differs from what its file says, as it stands now. */
    public ObservableMap<DataRow, RowEdit> edits() {
        return edits;
    }

    /** Takes up edits of another time; those made since give way. */
    public void restore(DataRow row, RowEdit edit) {
        if (row == loaded && edit.equals(RowEdit.of(original))) {
            return;
        }
        edits.put(row, edit);
        if (row == loaded) {
            load(edit);
        }
    }

    /** Takes the edits to a row back, shown or not. */
    public void discard(DataRow row) {
        if (row == loaded) {
            reset();
        } else {
            edits.remove(row);
        }
    }

    /** The row's content as it was last loaded; tells its kind. */
    ReadOnlyObjectProperty<RowContent> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The text of a row of plain text, as shown; may be edited. */
    StringProperty plainTextProperty() {
        return plainText;
    }

    /** Characters of the plain text as they are shown. */
    TextRange shown(TextRange inWhole) {
        return text.shown(inWhole);
    }

    /** Characters of the plain text, from those shown. */
    TextRange whole(TextRange inShown) {
        return text.whole(inShown);
    }

    /** The content as it stands now. */
    RowContent content() {
        RowContent loaded = shown.get();
        if (loaded instanceof RowContent.PlainText) {
            return new RowContent.PlainText(text.whole());
        }
        return loaded instanceof RowContent.Chat chat
                ? new RowContent.Chat(conversation(), chat.ofTexts())
                : loaded;
    }

    /** The messages and tools as they stand now; what else the row says of them is kept. */
    Conversation conversation() {
        Map<String, Object> variables =
                shown.get() instanceof RowContent.Chat chat
                        ? chat.conversation().variables()
                        : Map.of();
        return new Conversation(
                messages.stream().map(MessageDraft::toMessage).toList(),
                offered(),
                variables,
                promptMessages());
    }

    /** The prompt ends before the first message that is left of the row's completion. */
    private OptionalInt promptMessages() {
        for (int i = 1; i < messages.size(); i++) {
            if (completion.contains(messages.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private Optional<List<Object>> offered() {
        return tools.get() != null && tools.get().value() instanceof List<?> list
                ? Optional.of(new ArrayList<>(list))
                : Optional.empty();
    }

    /** Whether the conversation offers tools to the assistant. */
    boolean offersTools() {
        return offered().isPresent();
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

    /** The row whose content is shown; null for none. */
    DataRow row() {
        return loaded;
    }

    /** What that row says in its file; null for none. */
    RowContent original() {
        return original;
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

    /** Rows that must be read from the disk come a little later; what was shown stays till then. */
    private void showRow() {
        reading.cancel();
        int index = rowIndex.get();
        if (index < 0 || index >= rows.size()) {
            return;
        }
        DataRow row = rows.get(index);
        if (row == loaded || row.isAtHand()) {
            show(row, row == loaded ? original : row.content(), index);
        } else {
            reading.submit(() -> read(row, index));
        }
    }

    private Runnable read(DataRow row, int index) {
        try {
            RowContent content = row.content();
            return () -> show(row, content, index);
        } catch (DataException e) {
            return () -> {
                rowIndex.set(loadedIndex);
                throw e;
            };
        }
    }

    private void show(DataRow row, RowContent content, int index) {
        loaded = row;
        loadedIndex = index;
        original = content;
        load(edits.getOrDefault(row, RowEdit.of(content)));
    }

    private void load(RowEdit edit) {
        RowContent content = edit.content();
        loading = true;
        try {
            text = new ShownText(content instanceof RowContent.PlainText plain ? plain.text() : "");
            Conversation conversation =
                    content instanceof RowContent.Chat chat
                            ? chat.conversation()
                            : Conversation.of();
            shown.set(content);
            plainText.set(text.shown());
            useTools(conversation.tools());
            List<MessageDraft> drafts =
                    conversation.messages().stream().map(MessageDraft::new).toList();
            int prompt = conversation.promptMessages().orElse(drafts.size());
            completion = List.copyOf(drafts.subList(prompt, drafts.size()));
            messages.setAll(drafts);
            boxes().forEach(
                            (name, box) -> {
                                if (edit.unread().containsKey(name)) {
                                    box.textProperty().set(edit.unread().get(name));
                                }
                            });
        } finally {
            loading = false;
        }
        edited.set(loaded != null && edits.containsKey(loaded));
        changed.run();
    }

    private void useTools(Optional<List<Object>> described) {
        JsonDraft draft = new JsonDraft(JsonDraft.Kind.LIST, described.orElse(null));
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

    private void textChanged(String now) {
        if (!loading) {
            text.edit(now);
            edited();
        }
    }

    /** The boxes for JSON, by name. */
    private Map<String, JsonDraft> boxes() {
        Map<String, JsonDraft> all = new TreeMap<>();
        if (tools.get() != null) {
            all.put("tools", tools.get());
        }
        for (int i = 0; i < messages.size(); i++) {
            String message = "messages." + i + ".";
            messages.get(i).boxes().forEach((field, box) -> all.put(message + field, box));
        }
        return all;
    }

    private RowEdit edit() {
        Map<String, String> unread = new TreeMap<>();
        boxes().forEach(
                        (name, box) -> {
                            if (!box.problemProperty().get().isEmpty()) {
                                unread.put(name, box.textProperty().get());
                            }
                        });
        return new RowEdit(content(), unread);
    }

    private void edited() {
        if (loading) {
            return;
        }
        if (loaded != null) {
            RowEdit now = edit();
            if (now.equals(RowEdit.of(original))) {
                edits.remove(loaded);
            } else {
                edits.put(loaded, now);
            }
            edited.set(edits.containsKey(loaded));
        }
        changed.run();
    }
}
