package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.file.JsonText;

/** Turns the JSON-like values of a row into messages and tools, every field kept. */
final class MessageParser {
    private final JsonText json;

    MessageParser(JsonText json) {
        this.json = json;
    }

    /**
     * @param column the name of the column, for messages
     * @param value a list of objects, or text that holds one as JSON (as a CSV cell does)
     */
    List<Message> messages(String column, Object value) throws MalformedRowException {
        List<?> list = list(column, value, "a list of {role, content}");
        if (list.isEmpty()) {
            throw new MalformedRowException(
                    column + " is empty; expected at least one {role, content}");
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            messages.add(message(column + "[" + i + "]", list.get(i)));
        }
        return messages;
    }

    /**
     * @param value a list of tool descriptions, text that holds one as JSON, or null for none
     */
    Optional<List<Object>> tools(Object value) throws MalformedRowException {
        if (value == null || (value instanceof String text && text.isBlank())) {
            return Optional.empty();
        }
        // TRL reads a text as JSON, of which null is one.
        Object parsed = parsed("tools", value, "a list of tool descriptions");
        if (parsed == null) {
            return Optional.empty();
        }
        List<?> list = list("tools", parsed, "a list of tool descriptions");
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Map)) {
                throw wrong("tools[" + i + "]", list.get(i), "an object that describes a tool");
            }
        }
        return Optional.of(new ArrayList<>(list));
    }

    List<?> list(String column, Object value, String expected) throws MalformedRowException {
        Object parsed = parsed(column, value, expected);
        if (parsed instanceof List<?> list) {
            return list;
        }
        throw wrong(column, value, expected);
    }

    /** A value, or what a text holds as JSON. */
    Object parsed(String column, Object value, String expected) throws MalformedRowException {
        return value instanceof String text ? cell(column, text, expected) : value;
    }

    private Object cell(String column, String text, String expected) throws MalformedRowException {
        try {
            return json.parse(text);
        } catch (MalformedRowException e) {
            throw new MalformedRowException(
                    column
                            + " is a text that cannot be read as JSON; expected "
                            + expected
                            + ": "
                            + e.getMessage()
                            + (text.strip().startsWith("[{'")
                                    ? ". Names and texts need double quotes"
                                    : ""));
        }
    }

    static Message message(String place, Object value) throws MalformedRowException {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(place, value, "an object with role and content");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put((String) name, field));
        checkRole(place, fields);
        Object calls = fields.get("tool_calls");
        if (calls != null && !(calls instanceof List)) {
            throw wrong(place + ".tool_calls", calls, "a list");
        }
        checkContent(place, fields);
        return new Message(fields);
    }

    private static void checkRole(String place, Map<String, Object> fields)
            throws MalformedRowException {
        Object role = fields.get("role");
        if (role == null) {
            throw new MalformedRowException(
                    place
                            + " has no role"
                            + (fields.containsKey("from") && fields.containsKey("value")
                                    ? "; it has from and value: rename them to role and content, or map the column:"
                                            + " conversations=messages"
                                    : "; expected system, user, assistant or tool"));
        }
        if (!(role instanceof String text)) {
            throw wrong(place + ".role", role, "a text such as user");
        }
        if (text.isBlank()) {
            throw new MalformedRowException(
                    place + ".role is blank; expected system, user, assistant or tool");
        }
    }

    private static void checkContent(String place, Map<String, Object> fields)
            throws MalformedRowException {
        Object content = fields.get("content");
        if (content == null) {
            if (!(fields.get("tool_calls") instanceof List<?> calls) || calls.isEmpty()) {
                throw new MalformedRowException(
                        place + " has no content; expected a text (or tool_calls)");
            }
            return;
        }
        if (content instanceof String) {
            return;
        }
        if (!(content instanceof List<?> parts)) {
            throw wrong(place + ".content", content, "a text");
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Map)) {
                throw wrong(
                        place + ".content[" + i + "]",
                        parts.get(i),
                        "an object such as {type, text}");
            }
        }
    }

    static MalformedRowException wrong(String place, Object value, String expected) {
        return new MalformedRowException(
                place + " is " + JsonText.kind(value) + "; expected " + expected);
    }
}
