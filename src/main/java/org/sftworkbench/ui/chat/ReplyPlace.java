package org.sftworkbench.ui.chat;

import java.util.List;

/** Where another answer to a question goes. FX thread only. */
final class ReplyPlace implements Ask.Place {
    private final ChatSide side;
    private final Question question;
    private final int[] sent;
    private Reply reply;

    ReplyPlace(ChatSide side, Question question) {
        this(side, question, null);
    }

    /**
     * @param sent the prompt's ids where they are not the batch's own, or null
     */
    ReplyPlace(ChatSide side, Question question, int[] sent) {
        this.side = side;
        this.question = question;
        this.sent = sent;
    }

    @Override
    public List<Answer> open(PromptBatch batch) {
        Answer answer = new Answer();
        reply =
                new Reply(
                        side.directoryProperty().get(),
                        answer,
                        sent == null ? batch.prompts().get(0) : sent,
                        Thinking.isOpenedBy(batch.names().get(0)));
        side.talk().follow(question, reply);
        return List.of(answer);
    }

    @Override
    public void takeBack() {
        side.talk().remove(reply);
    }
}
