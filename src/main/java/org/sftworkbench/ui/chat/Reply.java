package org.sftworkbench.ui.chat;

import java.nio.file.Path;

/** What a model answers. */
public final class Reply extends Turn {
    private final Path model;
    private final Answer answer;
    private final int[] sent;
    private final boolean thinks;

    /**
     * @param model directory of the model that was asked
     * @param answer grows while the model writes
     * @param sent the ids that were really sent, without what the answer was made to begin with;
     *     empty where nothing was
     * @param thinks whether the prompt ends in an open {@code <think>}
     */
    Reply(Path model, Answer answer, int[] sent, boolean thinks) {
        this.thinks = thinks;
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

    boolean thinks() {
        return thinks;
    }

    public Question question() {
        return (Question) before();
    }
}
