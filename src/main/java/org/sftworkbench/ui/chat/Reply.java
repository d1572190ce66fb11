package org.sftworkbench.ui.chat;

import java.nio.file.Path;

/** What a model answers. */
public final class Reply extends Turn {
    private final Path model;
    private final Answer answer;
    private final SentPrompt sent;

    /**
     * @param model directory of the model that was asked
     * @param answer grows while the model writes
     */
    Reply(Path model, Answer answer, SentPrompt sent) {
        this.model = model;
        this.answer = answer;
        this.sent = sent;
    }

    public Path model() {
        return model;
    }

    public Answer answer() {
        return answer;
    }

    /** What was really sent for it. */
    SentPrompt sent() {
        return sent;
    }

    public Question question() {
        return (Question) before();
    }
}
