package org.sftworkbench.ui.chat;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the user types, and how it is to be asked. FX thread only. */
public final class ChatInputs {
    private final ObjectProperty<ChatMode> mode =
            new SimpleObjectProperty<>(this, "mode", ChatMode.CHAT);
    private final ObjectProperty<PromptKind> kind =
            new SimpleObjectProperty<>(this, "kind", PromptKind.TEMPLATE);
    private final ObjectProperty<ShownSides> shown =
            new SimpleObjectProperty<>(this, "shown", ShownSides.BOTH);
    private final StringProperty system = new SimpleStringProperty(this, "system", "");
    private final StringProperty question = new SimpleStringProperty(this, "question", "");
    private final StringProperty prompts = new SimpleStringProperty(this, "prompts", "");
    private final BooleanProperty padRight = new SimpleBooleanProperty(this, "padRight");
    private String lastQuestion = "";

    /** What is typed in the current mode; empty where it is blank. */
    List<String> typed() {
        if (mode.get() == ChatMode.BATCH) {
            return prompts.get().lines().filter(line -> !line.isBlank()).toList();
        }
        return question.get().isBlank() ? List.of() : List.of(question.get());
    }

    /**
     * Empties the box of a question that was asked, unless something else stands there by now;
     * {@link #recall} brings the question back.
     */
    void takeQuestion(String asked) {
        lastQuestion = asked;
        if (question.get().equals(asked)) {
            question.set("");
        }
    }

    /** Puts the question asked last back into an empty box. */
    public void recall() {
        if (question.get().isEmpty()) {
            question.set(lastQuestion);
        }
    }

    /** What the box holds. */
    public ObjectProperty<ChatMode> modeProperty() {
        return mode;
    }

    /** How what is typed becomes a prompt. */
    public ObjectProperty<PromptKind> kindProperty() {
        return kind;
    }

    /** Which models are seen, and asked. */
    public ObjectProperty<ShownSides> shownProperty() {
        return shown;
    }

    /** Instructions at the start of each conversation; blank for none. */
    public StringProperty systemProperty() {
        return system;
    }

    /** What is typed in {@link ChatMode#CHAT}. */
    public StringProperty questionProperty() {
        return question;
    }

    /** Whether a batch is padded behind its prompts, to see it go wrong. */
    public BooleanProperty padRightProperty() {
        return padRight;
    }

    /** What is typed in {@link ChatMode#BATCH}, one prompt a line. */
    public StringProperty promptsProperty() {
        return prompts;
    }
}
