package org.sftworkbench.ui.chat;

import java.util.List;

/** Where another answer to a question goes. FX thread only. */
final class ReplyPlace implements Ask.Place {
    private final ChatSide side;
    private final Question question;
    private final String system;
    private final SentPrompt sent;
    private Reply reply;

    /**
     * @param system the system prompt it is asked with
     */
    ReplyPlace(ChatSide side, Question question, String system) {
        this(side, question, system, null);
    }

    /**
     * Of an answer that goes on from the beginning of another.
     *
     * @param sent what was sent for that
     */
    ReplyPlace(ChatSide side, Question question, SentPrompt sent) {
        this(side, question, sent.system(), sent);
    }

    private ReplyPlace(ChatSide side, Question question, String system, SentPrompt sent) {
        this.side = side;
        this.question = question;
        this.system = system;
        this.sent = sent;
    }

    @Override
    public List<Answer> open(PromptBatch batch) {
        Answer answer = new Answer();
        SentPrompt prompt =
                sent != null
                        ? sent
                        : new SentPrompt(
                                batch.prompts().get(0),
                                system,
                                Thinking.isOpenedBy(batch.names().get(0)));
        reply = new Reply(side.directoryProperty().get(), answer, prompt);
        side.talk().follow(question, reply);
        return List.of(answer);
    }

    @Override
    public void takeBack() {
        side.talk().remove(reply);
    }
}
