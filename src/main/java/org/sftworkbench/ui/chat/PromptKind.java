package org.sftworkbench.ui.chat;

/** How what is typed becomes a prompt. */
public enum PromptKind {
    /** As a user's message, with the template the model is trained with. */
    TEMPLATE("Chat template"),
    /** As it stands, for the model to continue. */
    PLAIN("Plain text");

    private final String title;

    PromptKind(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
