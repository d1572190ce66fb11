package org.sftworkbench.ui.chat;

import java.util.List;

/** Where a question and its answer go in a conversation. FX thread only. */
final class QuestionPlace implements Ask.Place {
    private final ChatSide side;
    private final Question question;
    private final String system;
    private final Runnable attach;
    private final Runnable recall;

    /**
     * @param system the system prompt it is asked with
     * @param attach puts the question into the conversation
     * @param recall gives its text back to the user
     */
    QuestionPlace(
            ChatSide side, Question question, String system, Runnable attach, Runnable recall) {
        this.system = system;
        this.side = side;
        this.question = question;
        this.attach = attach;
        this.recall = recall;
    }

    @Override
    public List<Answer> open(PromptBatch batch) {
        attach.run();
        return new ReplyPlace(side, question, system).open(batch);
    }

    @Override
    public void takeBack() {
        side.talk().remove(question);
        recall.run();
    }
}
