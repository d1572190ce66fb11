package org.sftworkbench.starter;

import java.util.List;
import org.sftworkbench.chat.Message;

/**
 * A row of the sample data before it is written in one of the three formats.
 *
 * @param instruction what the user asks
 * @param input what goes with it, or empty
 * @param messages the whole conversation; for a row of one turn, the same as instruction and answer
 */
record SampleRow(String instruction, String input, List<Message> messages) {
    SampleRow {
        messages = List.copyOf(messages);
    }

    /** One question and its answer. */
    static SampleRow of(String question, String answer) {
        return withInput(question, "", answer);
    }

    /** An instruction with something to do it with. */
    static SampleRow withInput(String instruction, String input, String answer) {
        String asked = input.isEmpty() ? instruction : instruction + "\n" + input;
        return new SampleRow(
                instruction,
                input,
                List.of(Message.of("user", asked), Message.of("assistant", answer)));
    }

    String answer() {
        return messages.get(messages.size() - 1).text();
    }
}
