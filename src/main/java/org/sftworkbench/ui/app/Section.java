package org.sftworkbench.ui.app;

import javafx.scene.input.KeyCombination;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.learn.Place;

/** The panes of the window, in the order of the journey; the lessons about it come last. */
enum Section {
    TEMPLATE(
            Words.key("Template"),
            "fas-code",
            Words.key("How a conversation becomes tokens, and which of them count")),
    LABELS(
            Words.key("Labels"),
            "fas-th",
            Words.key("Input ids and labels, shifted by one, in a batch")),
    TRAIN(
            Words.key("Train"),
            "fas-chart-line",
            Words.key("Fine-tune the model and watch the loss")),
    CHAT(Words.key("Chat"), "fas-comments", Words.key("Base and fine-tuned model side by side")),
    MODELS(
            Words.key("Models"),
            "fas-cubes",
            Words.key("The models on this machine, and the way to more from a Hub")),
    LEARN(
            Words.key("Learn"),
            "fas-graduation-cap",
            Words.key("Short lessons, each with an experiment in the other panes"));

    private final String title;
    private final String icon;
    private final String explanation;

    Section(String title, String icon, String explanation) {
        this.title = title;
        this.icon = icon;
        this.explanation = explanation;
    }

    /** The pane in which a lesson has something to do. */
    static Section of(Place place) {
        return switch (place) {
            case TEMPLATE -> TEMPLATE;
            case LABELS -> LABELS;
            case TRAIN -> TRAIN;
            case CHAT -> CHAT;
        };
    }

    /** In English, a key for {@link Words}. */
    String title() {
        return title;
    }

    /** The icon's name in Font Awesome 5. */
    String icon() {
        return icon;
    }

    /** The key that turns to it. */
    KeyCombination key() {
        return KeyCombination.valueOf("Shortcut+" + (ordinal() + 1));
    }

    /** What the pane is for, in English; a key likewise. */
    String explanation() {
        return explanation;
    }
}
