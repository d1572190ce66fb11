package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.MalformedRowException;

/**
 * Turns Alpaca rows (Stanford Alpaca, Taori et al. 2023) into messages: instruction, input and
 * output, with a system prompt and the turns before, as LLaMA-Factory writes them, where there are
 * such columns.
 */
final class AlpacaParser {
    private static final String HISTORY = "a list of [question, answer]";

    private final MessageParser messages;

    AlpacaParser(MessageParser messages) {
        this.messages = messages;
    }

    /**
     * @param row with {@code instruction} and {@code output}; maybe {@code input}, {@code system}
     *     and {@code history}
     */
    List<Message> messages(Map<String, Object> row) throws MalformedRowException {
        List<Message> turns = new ArrayList<>();
        String system = RowParser.text(row, "system");
        if (!system.isEmpty()) {
            turns.add(Message.of("system", system));
        }
        turns.addAll(history(row.get("history")));
        String instruction = RowParser.text(row, "instruction");
        String input = RowParser.text(row, "input");
        turns.add(Message.of("user", input.isEmpty() ? instruction : instruction + "\n" + input));
        turns.add(Message.of("assistant", RowParser.text(row, "output")));
        return turns;
    }

    /**
     * @param value pairs of texts, text that holds them as JSON (as a CSV cell does), or null
     */
    private List<Message> history(Object value) throws MalformedRowException {
        List<Message> turns = new ArrayList<>();
        if (value == null || (value instanceof String text && text.isBlank())) {
            return turns;
        }
        List<?> pairs = messages.list("history", value, HISTORY);
        for (int i = 0; i < pairs.size(); i++) {
            String place = "history[" + i + "]";
            if (!(pairs.get(i) instanceof List<?> pair) || pair.size() != 2) {
                throw MessageParser.wrong(
                        place, pairs.get(i), "a list of a question and its answer");
            }
            turns.add(Message.of("user", said(place + "[0]", pair.get(0))));
            turns.add(Message.of("assistant", said(place + "[1]", pair.get(1))));
        }
        return turns;
    }

    private static String said(String place, Object value) throws MalformedRowException {
        if (value instanceof String text) {
            return text;
        }
        throw MessageParser.wrong(place, value, "a text");
    }
}
