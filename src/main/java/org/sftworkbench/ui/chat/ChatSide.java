package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridPosition;

/** One of the two models, and all it was asked and has said. FX thread only. */
public final class ChatSide {
    private final String title;
    private final ObjectProperty<Path> offered = new SimpleObjectProperty<>(this, "offered");
    private final ObjectProperty<Tokenizer> offeredTokenizer =
            new SimpleObjectProperty<>(this, "offeredTokenizer");
    private final ReadOnlyObjectWrapper<Path> directory =
            new ReadOnlyObjectWrapper<>(this, "directory");
    private final ObservableList<Exchange> chat = FXCollections.observableArrayList();
    private final ObservableList<Exchange> batch = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<GridContent> grid =
            new ReadOnlyObjectWrapper<>(this, "grid", GridContent.EMPTY);
    private final ReadOnlyStringWrapper gridSummary =
            new ReadOnlyStringWrapper(this, "gridSummary", "");
    private BatchDrawing drawing;

    /**
     * @param title what the side is called, such as “Base model”
     */
    ChatSide(String title) {
        this.title = title;
        offered.addListener((o, was, is) -> directory.set(is));
    }

    public String title() {
        return title;
    }

    /** The directory the window offers; a new offer takes the place of what the user chose. */
    ObjectProperty<Path> offeredProperty() {
        return offered;
    }

    /** The tokenizer of the offered directory where it is open already; else null. */
    ObjectProperty<Tokenizer> offeredTokenizerProperty() {
        return offeredTokenizer;
    }

    /** The directory of the model that is asked; null for none. */
    public ReadOnlyObjectProperty<Path> directoryProperty() {
        return directory.getReadOnlyProperty();
    }

    /** Takes another model; what was said stays to be read, the next question begins anew. */
    public void choose(Path other) {
        directory.set(other);
    }

    boolean hasModel() {
        return directory.get() != null;
    }

    /** The tokenizer of the model that is asked, where it is open already; else null. */
    private Tokenizer knownTokenizer() {
        return directory.get() != null && directory.get().equals(offered.get())
                ? offeredTokenizer.get()
                : null;
    }

    /** Questions and answers, oldest first. */
    public ObservableList<Exchange> exchanges(ChatMode mode) {
        return mode == ChatMode.CHAT ? chat : batch;
    }

    /** What this side's model is asked with what is typed. */
    PromptRequest request(ChatInputs inputs, EncodingOptions encoding) {
        String system = inputs.systemProperty().get();
        List<PromptSource> sources = new ArrayList<>();
        for (String text : inputs.typed()) {
            if (inputs.kindProperty().get() == PromptKind.PLAIN) {
                sources.add(new PromptSource.Plain(text));
            } else if (inputs.modeProperty().get() == ChatMode.CHAT) {
                sources.add(new PromptSource.Templated(conversation(system, text)));
            } else {
                sources.add(new PromptSource.Templated(opening(system, text)));
            }
        }
        return new PromptRequest(directory.get(), knownTokenizer(), encoding, sources);
    }

    /**
     * The conversation this model has had itself, with a further question: its own answers, none of
     * another model that was asked here before.
     *
     * @param system instructions at the start; blank for none
     */
    private Conversation conversation(String system, String question) {
        List<Message> messages = opening(system);
        for (Exchange said : chat) {
            if (said.kind() == PromptKind.TEMPLATE
                    && said.model().equals(directory.get())
                    && said.answer().isSaid()) {
                messages.add(Message.of("user", said.prompt()));
                messages.add(Message.of("assistant", said.answer().text()));
            }
        }
        messages.add(Message.of("user", question));
        return new Conversation(messages);
    }

    /** A conversation that begins with this question. */
    private static Conversation opening(String system, String question) {
        List<Message> messages = opening(system);
        messages.add(Message.of("user", question));
        return new Conversation(messages);
    }

    private static List<Message> opening(String system) {
        List<Message> messages = new ArrayList<>();
        if (!system.isBlank()) {
            messages.add(Message.of("system", system.strip()));
        }
        return messages;
    }

    /** The last batch that was run on this side. */
    public ReadOnlyObjectProperty<GridContent> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    /** Its size in a line; empty before the first. */
    public ReadOnlyStringProperty gridSummaryProperty() {
        return gridSummary.getReadOnlyProperty();
    }

    /** A cell of the drawing in words; empty where there is none. */
    String explain(GridPosition at) {
        return drawing == null || at == null ? "" : drawing.explain(at);
    }

    /** Sets what {@link #redraw} draws; null for nothing. */
    void setDrawing(BatchDrawing next) {
        drawing = next;
    }

    void redraw() {
        grid.set(drawing == null ? GridContent.EMPTY : drawing.content());
        gridSummary.set(drawing == null ? "" : drawing.summary());
    }
}
