package org.sftworkbench.ui.chat;

import java.nio.file.Path;

/** What a model answers. */
public final class Reply extends Turn {
    private final Path model;
    private final Answer answer;
    private final int[] sent;

    /**
     * @param model directory of the model that was asked
     * @param answer grows while the model writes
     * @param sent the ids that were really sent, without what the answer was made to begin with;
     *     empty where nothing was
     */
    Reply(Path model, Answer answer, int[] sent) {
        this.model = model;
        this.answer = answer;
        this.sent = sent.clone();
    }

    public Path model() {
        return model;
    }

    public Answer answer() {
        return answer;
    }

    public int[] sent() {
        return sent.clone();
    }

    public Question question() {
        return (Question) before();
    }
}
