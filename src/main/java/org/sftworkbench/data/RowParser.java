package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.file.JsonText;

/** Turns a row's columns into what it says, by the row's shape. */
final class RowParser {
    /** The row's own template variables, which TRL hands to {@code apply_chat_template}. */
    static final String VARIABLES = "chat_template_kwargs";

    /** Other parameters of {@code apply_chat_template} than a template's variables. */
    private static final Set<String> NO_VARIABLES =
            Set.of(
                    "messages",
                    "conversation",
                    "chat_template",
                    "add_generation_prompt",
                    "continue_final_message",
                    "tokenize",
                    "padding",
                    "truncation",
                    "max_length",
                    "return_tensors",
                    "return_dict",
                    "return_assistant_tokens_mask",
                    "tokenizer_kwargs");

    private final JsonText json;
    private final MessageParser messages;
    private final ShareGptParser shareGpt;
    private final AlpacaParser alpaca;

    RowParser(JsonText json) {
        this.json = json;
        this.messages = new MessageParser(json);
        this.shareGpt = new ShareGptParser(json, messages);
        this.alpaca = new AlpacaParser(messages);
    }

    /**
     * @param row column to JSON-like value; the columns that the shape needs are there
     */
    RowContent content(RowShape shape, Map<String, Object> row) throws MalformedRowException {
        return switch (shape) {
            case MESSAGES -> chat(messages.messages("messages", row.get("messages")), row);
            case SHARE_GPT -> chat(shareGpt.messages(row), row);
            case PROMPT_COMPLETION -> promptCompletion(row);
            case ALPACA -> chat(alpaca.messages(row), row);
            case PRE_TOKENIZED ->
                    new RowContent.PreTokenized(IdColumns.maskedExample(parsedCells(row)));
            case PLAIN_TEXT -> plainText(row);
        };
    }

    private RowContent chat(List<Message> turns, Map<String, Object> row)
            throws MalformedRowException {
        return new RowContent.Chat(conversation(turns, row));
    }

    /** The turns with what the row says beside them. */
    private Conversation conversation(List<Message> turns, Map<String, Object> row)
            throws MalformedRowException {
        Map<String, Object> variables = variables(row.get(VARIABLES));
        // As a keyword argument they would hold instead of the column.
        Object tools = variables.containsKey("tools") ? variables.get("tools") : row.get("tools");
        variables.remove("tools");
        return new Conversation(turns, messages.tools(tools)).with(variables);
    }

    private RowContent promptCompletion(Map<String, Object> row) throws MalformedRowException {
        List<Message> prompt = side(row, "prompt", "user");
        List<Message> turns = new ArrayList<>(prompt);
        turns.addAll(side(row, "completion", "assistant"));
        return new RowContent.Chat(
                conversation(turns, row).withPrompt(OptionalInt.of(prompt.size())),
                row.get("prompt") instanceof String && row.get("completion") instanceof String);
    }

    /**
     * @param value an object, text that holds one as JSON (as a CSV cell does), or null for none
     */
    private Map<String, Object> variables(Object value) throws MalformedRowException {
        Map<String, Object> variables = new LinkedHashMap<>();
        if (value == null || (value instanceof String text && text.isBlank())) {
            return variables;
        }
        Object parsed = messages.parsed(VARIABLES, value, "an object of template variables");
        if (parsed == null) {
            return variables;
        }
        if (!(parsed instanceof Map<?, ?> map)) {
            throw MessageParser.wrong(VARIABLES, parsed, "an object of template variables");
        }
        map.forEach((name, own) -> variables.put((String) name, own));
        for (String name : variables.keySet()) {
            if (NO_VARIABLES.contains(name)) {
                throw new MalformedRowException(
                        VARIABLES
                                + "."
                                + name
                                + " is no variable of a chat template; remove it from the row");
            }
        }
        return variables;
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

    /** A column's text; empty where the row has none. */
    static String text(Map<String, Object> row, String column) throws MalformedRowException {
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
