package org.sftworkbench.ui.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;

/**
 * A row whose last answer the model is asked for while it learns.
 *
 * @param row where it stands
 * @param heldOut whether it comes from rows that are not trained on
 * @param prompt the conversation before the answer
 * @param question what the user said last
 * @param expected the answer as it stands in the row
 */
public record SampleQuestion(
        DataRow row, boolean heldOut, Conversation prompt, String question, String expected) {
    private static final String RECORDED = "sample_question";

    /**
     * The row's last question, or empty where no assistant message follows another message, as in
     * plain text.
     */
    static Optional<SampleQuestion> of(DataRow row, boolean heldOut) {
        if (row.chat().isEmpty()) {
            return Optional.empty();
        }
        List<Message> messages = row.conversation().messages();
        for (int m = messages.size() - 1; m > 0; m--) {
            if (messages.get(m).role().equals("assistant")) {
                return Optional.of(
                        new SampleQuestion(
                                row,
                                heldOut,
                                row.conversation().before(m),
                                messages.get(m - 1).text(),
                                messages.get(m).text()));
            }
        }
        return Optional.empty();
    }

    /** Adds it to a run's policy, so that the run shows it when it goes on. */
    void write(ObjectNode policy) {
        policy.putObject(RECORDED)
                .put("row", row.number())
                .put("held_out", heldOut)
                .put("question", question)
                .put("expected", expected);
    }

    /** As a run's policy keeps it, without what was said before; empty where it keeps none. */
    static Optional<SampleQuestion> read(ObjectNode policy) {
        JsonNode kept = policy.path(RECORDED);
        if (!kept.isObject()) {
            return Optional.empty();
        }
        int number = kept.path("row").asInt();
        Message question = Message.of("user", kept.path("question").asText());
        Message expected = Message.of("assistant", kept.path("expected").asText());
        return Optional.of(
                new SampleQuestion(
                        new DataRow(number, number, Conversation.of(question, expected)),
                        kept.path("held_out").asBoolean(),
                        Conversation.of(question),
                        question.text(),
                        expected.text()));
    }
}
