package org.sftworkbench.ui.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.chat.Message;
import org.sftworkbench.template.TextRange;

/** A message while it is edited; a field that is not touched stays exactly as the row has it. */
public final class MessageDraft {
    static final String CONTENT = "content";
    static final String REASONING = "reasoning_content";
    static final String TOOL_CALLS = "tool_calls";
    private static final Set<String> KNOWN = Set.of("role", CONTENT, REASONING, TOOL_CALLS);

    private final Message original;
    private final StringProperty role = new SimpleStringProperty(this, "role");
    private final StringProperty content = new SimpleStringProperty(this, "content");
    private final StringProperty reasoning = new SimpleStringProperty(this, "reasoning");
    private final ShownText saidText;
    private final ShownText reasonedText;
    private final JsonDraft structured;
    private final JsonDraft toolCalls;
    private final JsonDraft others;

    public MessageDraft(Message original) {
        this.original = original;
        role.set(original.role());
        saidText = new ShownText(original.text());
        content.set(saidText.shown());
        reasonedText =
                new ShownText(
                        original.fields().get(REASONING) instanceof String text ? text : null);
        reasoning.set(reasonedText.shown());
        content.addListener((p, old, now) -> saidText.edit(now));
        reasoning.addListener((p, old, now) -> reasonedText.edit(now));
        structured =
                new JsonDraft(
                        JsonDraft.Kind.LIST, isText() ? null : original.fields().get(CONTENT));
        toolCalls = new JsonDraft(JsonDraft.Kind.LIST, original.fields().get(TOOL_CALLS));
        Map<String, Object> rest = rest(original.fields());
        others = new JsonDraft(JsonDraft.Kind.OBJECT, rest.isEmpty() ? null : rest);
    }

    /** Who speaks. */
    public StringProperty roleProperty() {
        return role;
    }

    /** What is said, as its editor shows it. */
    public StringProperty contentProperty() {
        return content;
    }

    /** The {@code reasoning_content} field as its editor shows it; null where there is none. */
    public StringProperty reasoningProperty() {
        return reasoning;
    }

    /** Whether the content is text, not a structured value. */
    public boolean isText() {
        Object value = original.fields().get(CONTENT);
        return value == null || value instanceof String;
    }

    /** The content where it is not text, such as a list of parts. */
    JsonDraft structured() {
        return structured;
    }

    /** The {@code tool_calls} field. */
    JsonDraft toolCalls() {
        return toolCalls;
    }

    /** The fields that have no box of their own, such as {@code name}, as one object. */
    JsonDraft others() {
        return others;
    }

    /** Its boxes for JSON, by field. */
    Map<String, JsonDraft> boxes() {
        return Map.of(CONTENT, structured, TOOL_CALLS, toolCalls, "", others);
    }

    /** Characters of a field's text as its editor shows them. */
    TextRange shown(String field, TextRange inWhole) {
        return text(field).map(t -> t.shown(inWhole)).orElse(inWhole);
    }

    /** Characters of a field's text, from those its editor shows. */
    TextRange whole(String field, TextRange inShown) {
        return text(field).map(t -> t.whole(inShown)).orElse(inShown);
    }

    private Optional<ShownText> text(String field) {
        return switch (field) {
            case CONTENT -> Optional.of(saidText);
            case REASONING -> Optional.of(reasonedText);
            default -> Optional.empty();
        };
    }

    /** Calls this after every change. */
    void onChange(Runnable changed) {
        for (StringProperty each :
                new StringProperty[] {
                    role,
                    content,
                    reasoning,
                    structured.textProperty(),
                    toolCalls.textProperty(),
                    others.textProperty()
                }) {
            each.addListener((p, old, now) -> changed.run());
        }
    }

    /** The message as it stands now. */
    public Message toMessage() {
        Map<String, Object> fields = new LinkedHashMap<>(original.fields());
        if (!original.role().equals(role.get())) {
            fields.put("role", role.get());
        }
        if (!isText()) {
            put(fields, CONTENT, structured.value());
        } else if (!original.text().equals(saidText.whole())) {
            fields.put(CONTENT, saidText.whole());
        }
        if (fields.get(REASONING) == null || fields.get(REASONING) instanceof String) {
            put(fields, REASONING, reasonedText.whole());
        }
        put(fields, TOOL_CALLS, toolCalls.value());
        putOthers(fields);
        return fields.equals(original.fields()) ? original : new Message(fields);
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value == null && fields.get(name) != null) {
            fields.remove(name);
        } else if (!Objects.equals(fields.get(name), value)) {
            fields.put(name, value);
        }
    }

    private void putOthers(Map<String, Object> fields) {
        Map<String, Object> before = rest(original.fields());
        Map<?, ?> now = others.value() instanceof Map<?, ?> map ? map : Map.of();
        if (!before.equals(now)) {
            fields.keySet().removeAll(before.keySet());
            now.forEach(
                    (name, value) -> {
                        if (!KNOWN.contains(name)) {
                            fields.put((String) name, value);
                        }
                    });
        }
    }

    private static Map<String, Object> rest(Map<String, Object> fields) {
        Map<String, Object> rest = new LinkedHashMap<>(fields);
        rest.keySet().removeAll(KNOWN);
        return rest;
    }
}
