package org.sftworkbench.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One turn of a conversation: its fields as they stand in the dataset row.
 *
 * <p>Values are JSON-like ({@code String}, {@code Number}, {@code Boolean}, {@code null}, {@code
 * List}, {@code Map} with string keys), so that a chat template sees every field a row carries,
 * known to this program or not ({@code reasoning_content}, {@code tool_calls}, {@code name}, …).
 *
 * @param fields field name to value, in the row's order
 */
public record Message(Map<String, Object> fields) {
    public Message {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A message with text content. */
    public static Message of(String role, String content) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", role);
        fields.put("content", content);
        return new Message(fields);
    }

    /** The {@code role} field, or the empty string where a row has none. */
    public String role() {
        return Objects.toString(fields.get("role"), "");
    }

    /**
     * The {@code content} field where it is text; the empty string where it is absent or
     * structured.
     */
    public String text() {
        return fields.get("content") instanceof String text ? text : "";
    }

    /** This message with one field set. */
    public Message with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new Message(changed);
    }
}
