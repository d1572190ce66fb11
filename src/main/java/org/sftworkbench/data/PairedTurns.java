package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.MalformedRowException;

/**
 * Turns that stand in pairs of a question and its answer: {@code {"human": …, "assistant": …}}, as
 * ms-swift takes them, or XTuner's {@code {"input": …, "output": …}}; either with {@code system}
 * before.
 */
record PairedTurns(String question, String answer) {
    private static final List<PairedTurns> KNOWN =
            List.of(new PairedTurns("human", "assistant"), new PairedTurns("input", "output"));

    /** The names of such a turn; empty where it is none. */
    static Optional<PairedTurns> of(Map<?, ?> turn) {
        return KNOWN.stream()
                .filter(names -> turn.containsKey(names.question))
                .filter(names -> turn.containsKey(names.answer))
                .findFirst();
    }

    List<Message> messages(String place, Map<?, ?> turn) throws MalformedRowException {
        List<Message> messages = new ArrayList<>();
        if (turn.get("system") != null) {
            String system = text(place, turn, "system");
            if (!system.isEmpty()) {
                messages.add(Message.of("system", system));
            }
        }
        messages.add(Message.of("user", text(place, turn, question)));
        messages.add(Message.of("assistant", text(place, turn, answer)));
        return messages;
    }

    private static String text(String place, Map<?, ?> turn, String name)
            throws MalformedRowException {
        if (turn.get(name) instanceof String text) {
            return text;
        }
        throw MessageParser.wrong(place + "." + name, turn.get(name), "a text");
    }
}
