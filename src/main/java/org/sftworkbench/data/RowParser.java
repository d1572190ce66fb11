package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** Turns a row's columns into a conversation, by the row's shape. */
final class RowParser {
    private final MessageParser messages;

    RowParser(JsonText json) {
        this.messages = new MessageParser(json);
    }

    /**
     * @param row column to JSON-like value; the columns that the shape needs are there
     */
    Conversation conversation(RowShape shape, Map<String, Object> row)
            throws MalformedRowException {
        List<Message> turns =
                switch (shape) {
                    case MESSAGES -> messages.messages("messages", row.get("messages"));
                    case PROMPT_COMPLETION -> promptAndCompletion(row);
                    case ALPACA -> alpaca(row);
                };
        return new Conversation(turns, messages.tools(row.get("tools")));
    }

    /** The columns that the conversation was not made of. */
    static Map<String, Object> extras(RowShape shape, Map<String, Object> row) {
        Map<String, Object> extras = new LinkedHashMap<>(row);
        extras.keySet().removeIf(shape::uses);
        return extras;
    }

    private List<Message> promptAndCompletion(Map<String, Object> row)
            throws MalformedRowException {
        List<Message> turns = new ArrayList<>(side(row, "prompt", "user"));
        turns.addAll(side(row, "completion", "assistant"));
        return turns;
    }

    private List<Message> side(Map<String, Object> row, String column, String role)
            throws MalformedRowException {
        Object value = row.get(column);
        if (value instanceof String text) {
            return List.of(Message.of(role, text));
        }
        if (value instanceof List) {
            return messages.messages(column, value);
        }
        throw new MalformedRowException(
                column + " is " + JsonText.kind(value) + "; expected a text or a list of messages");
    }

    private static List<Message> alpaca(Map<String, Object> row) throws MalformedRowException {
        List<Message> turns = new ArrayList<>();
        String system = text(row, "system");
        if (!system.isEmpty()) {
            turns.add(Message.of("system", system));
        }
        String instruction = text(row, "instruction");
        String input = text(row, "input");
        turns.add(Message.of("user", input.isEmpty() ? instruction : instruction + "\n" + input));
        turns.add(Message.of("assistant", text(row, "output")));
        return turns;
    }

    private static String text(Map<String, Object> row, String column)
            throws MalformedRowException {
        Object value = row.get(column);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw new MalformedRowException(
                column + " is " + JsonText.kind(value) + "; expected a text");
    }
}
