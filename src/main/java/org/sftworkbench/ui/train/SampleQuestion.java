package org.sftworkbench.ui.train;

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
}
