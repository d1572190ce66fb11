package org.sftworkbench.ui.app;

import javafx.scene.input.KeyCombination;

/** The panes of the window, in the order of the journey. */
enum Section {
    TEMPLATE("Template", "fas-code", "How a conversation becomes tokens, and which of them count"),
    LABELS("Labels", "fas-th", "Input ids and labels, shifted by one, in a padded batch"),
    TRAIN("Train", "fas-chart-line", "Fine-tune the model and watch the loss"),
    CHAT("Chat", "fas-comments", "Base and fine-tuned model side by side");

    private final String title;
    private final String icon;
    private final String explanation;

    Section(String title, String icon, String explanation) {
        this.title = title;
        this.icon = icon;
        this.explanation = explanation;
    }

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

    String explanation() {
        return explanation;
    }
}
