package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** Turns a row's columns into what it says, by the row's shape. */
final class RowParser {
    private final JsonText json;
    private final MessageParser messages;
    private final ShareGptParser shareGpt;

    RowParser(JsonText json) {
        this.json = json;
        this.messages = new MessageParser(json);
        this.shareGpt = new ShareGptParser(json, messages);
    }

    /**
     * @param row column to JSON-like value; the columns that the shape needs are there
     */
    RowContent content(RowShape shape, Map<String, Object> row) throws MalformedRowException {
        return switch (shape) {
            case MESSAGES -> chat(messages.messages("messages", row.get("messages")), row);
            case SHARE_GPT -> chat(shareGpt.messages(row), row);
            case PROMPT_COMPLETION -> promptCompletion(row);
            case ALPACA -> chat(alpaca(row), row);
            case PRE_TOKENIZED ->
                    new RowContent.PreTokenized(IdColumns.maskedExample(parsedCells(row)));
            case PLAIN_TEXT -> plainText(row);
        };
    }

    private RowContent chat(List<Message> turns, Map<String, Object> row)
            throws MalformedRowException {
        return new RowContent.Chat(new Conversation(turns, messages.tools(row.get("tools"))));
    }

    private RowContent promptCompletion(Map<String, Object> row) throws MalformedRowException {
        return new RowContent.Chat(
                new Conversation(promptAndCompletion(row), messages.tools(row.get("tools"))),
                row.get("prompt") instanceof String && row.get("completion") instanceof String);
    }

    private static RowContent plainText(Map<String, Object> row) throws MalformedRowException {
        String text = text(row, "text");
        if (text.isEmpty()) {
            throw new MalformedRowException("text is empty; there is nothing to train on");
        }
        return new RowContent.PlainText(text);
    }

    /** A CSV cell holds its list as JSON. */
    private Map<String, Object> parsedCells(Map<String, Object> row) throws MalformedRowException {
        Map<String, Object> parsed = new LinkedHashMap<>();
        for (Map.Entry<String, Object> column : row.entrySet()) {
            boolean cell =
                    column.getValue() instanceof String
                            && RowShape.PRE_TOKENIZED.uses(column.getKey());
            parsed.put(
                    column.getKey(),
                    cell ? cell(column.getKey(), (String) column.getValue()) : column.getValue());
        }
        return parsed;
    }

    private Object cell(String column, String text) throws MalformedRowException {
        try {
            return text.isBlank() ? null : json.parse(text);
        } catch (MalformedRowException e) {
            throw new MalformedRowException(
                    column + " cannot be read as a list of whole numbers: " + e.getMessage());
        }
    }

    /** The columns that the content was not made of. */
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
