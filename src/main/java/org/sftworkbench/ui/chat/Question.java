package org.sftworkbench.ui.chat;

/** What the user asks. */
public final class Question extends Turn {
    private final String text;
    private final PromptKind kind;
    private final long round;

    /**
     * @param kind how it is put to the model
     * @param round the same for what several models were asked at once
     */
    Question(String text, PromptKind kind, long round) {
        this.text = text;
        this.kind = kind;
        this.round = round;
    }

    public String text() {
        return text;
    }

    public PromptKind kind() {
        return kind;
    }

    long round() {
        return round;
    }
}
