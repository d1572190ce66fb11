package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final TalkTree talk = new TalkTree();
    private final ObservableList<Exchange> batch = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<GridContent> grid =
            new ReadOnlyObjectWrapper<>(this, "grid", GridContent.EMPTY);
    private final ReadOnlyStringWrapper gridSummary =
            new ReadOnlyStringWrapper(this, "gridSummary", "");
    private final Map<ChatMode, BatchDrawing> drawings = new EnumMap<>(ChatMode.class);
    private ChatMode drawn = ChatMode.CHAT;
    private boolean broughtBack;

    /**
     * @param title what the side is called, such as “Base model”, in English
     */
    ChatSide(String title) {
        this.title = title;
        offered.addListener((o, was, is) -> offer(is));
    }

    private void offer(Path model) {
        if (!broughtBack) {
            directory.set(model);
        }
        broughtBack = false;
    }

    /** What it is called, in English. */
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
        broughtBack = false;
        directory.set(other);
    }

    /**
     * Takes the model that was chosen here in another window, at whose start none is offered yet;
     * the first offer does not take its place.
     */
    public void bringBack(Path chosen) {
        directory.set(chosen);
        broughtBack = offered.get() == null;
    }

    /** Whether the model that is asked is the one that the window offers. */
    public boolean isOffered() {
        return Objects.equals(directory.get(), offered.get());
    }

    boolean hasModel() {
        return directory.get() != null;
    }

    /** The tokenizer of a model, where it is open already; else null. */
    private Tokenizer knownTokenizer(Path model) {
        return model != null && model.equals(offered.get()) ? offeredTokenizer.get() : null;
    }

    /** Questions and answers, with their branches. */
    public TalkTree talk() {
        return talk;
    }

    /** The last batch and its answers. */
    public ObservableList<Exchange> batch() {
        return batch;
    }

    /** Whether nothing was asked here in a mode. */
    boolean isSilent(ChatMode mode) {
        return mode == ChatMode.CHAT ? talk.path().isEmpty() : batch.isEmpty();
    }

    /**
     * A question after what was said before.
     *
     * @param system instructions at the start; blank for none
     * @param before the message before which to stop; null to go on from what is shown
     */
    PromptRequest request(
            String system, Turn before, String text, PromptKind kind, EncodingOptions encoding) {
        PromptSource source =
                kind == PromptKind.PLAIN
                        ? new PromptSource.Plain(text)
                        : new PromptSource.Templated(
                                conversation(system, before, directory.get(), text));
        return request(List.of(source), encoding, false);
    }

    /** Prompts that each begin a conversation, as one batch. */
    PromptRequest batchRequest(ChatInputs inputs, List<String> texts, EncodingOptions encoding) {
        String system = inputs.systemProperty().get();
        List<PromptSource> sources = new ArrayList<>();
        for (String text : texts) {
            List<Message> messages = opening(system);
            messages.add(Message.of("user", text));
            sources.add(
                    inputs.kindProperty().get() == PromptKind.PLAIN
                            ? new PromptSource.Plain(text)
                            : new PromptSource.Templated(new Conversation(messages)));
        }
        return request(sources, encoding, inputs.padRightProperty().get());
    }

    /** Ids to go on from, as they are. */
    PromptRequest request(int[] ids, EncodingOptions encoding) {
        return request(List.of(new PromptSource.Ids(ids)), encoding, false);
    }

    private PromptRequest request(
            List<PromptSource> sources, EncodingOptions encoding, boolean padRight) {
        Path model = directory.get();
        return new PromptRequest(model, knownTokenizer(model), encoding, sources, padRight);
    }

    /** A request to read a message's ids with the tokenizer of the model that wrote it. */
    PromptRequest reading(Path model, EncodingOptions encoding) {
        return new PromptRequest(model, knownTokenizer(model), encoding, List.of(), false);
    }

    /** What a model is reminded of up to a message, with a question at its end. */
    Conversation conversation(String system, Turn before, Path model, String question) {
        List<Message> messages = opening(system);
        messages.addAll(talk.messagesBefore(before, model));
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
        return drawing() == null || at == null ? "" : drawing().explain(at);
    }

    /** What went wrong in the batch that is drawn; empty where nothing did. */
    String mistakes() {
        return drawing() == null ? "" : drawing().mistakes();
    }

    /** Sets what {@link #redraw} draws in a mode; null for nothing. */
    void setDrawing(ChatMode mode, BatchDrawing next) {
        drawings.put(mode, next);
    }

    /** Draws what was run in this mode from now on. */
    void drawOf(ChatMode mode) {
        drawn = mode;
    }

    private BatchDrawing drawing() {
        return drawings.get(drawn);
    }

    void redraw() {
        BatchDrawing drawing = drawing();
        grid.set(drawing == null ? GridContent.EMPTY : drawing.content());
        gridSummary.set(drawing == null ? "" : drawing.summary());
    }
}
