package org.sftworkbench.ui.chat;

import org.sftworkbench.ui.common.words.Words;

/** How what is typed becomes a prompt. */
public enum PromptKind {
    /** As a user's message, with the template the model is trained with. */
    TEMPLATE(Words.key("Chat template")),
    /** As it stands, for the model to continue. */
    PLAIN(Words.key("Plain text"));

    private final String title;

    PromptKind(String title) {
        this.title = title;
    }

    /** What it is called, in English. */
    String title() {
        return title;
    }
}
