package org.sftworkbench.ui.template;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.chat.Message;

/** A message while it is edited; fields that are not edited here stay as the row has them. */
public final class MessageDraft {
    private static final String REASONING = "reasoning_content";

    private final Message original;
    private final StringProperty role = new SimpleStringProperty(this, "role");
    private final StringProperty content = new SimpleStringProperty(this, "content");
    private final StringProperty reasoning = new SimpleStringProperty(this, "reasoning");

    public MessageDraft(Message original) {
        this.original = original;
        role.set(original.role());
        content.set(original.text());
        reasoning.set(original.fields().get(REASONING) instanceof String text ? text : null);
    }

    /** Who speaks. */
    public StringProperty roleProperty() {
        return role;
    }

    /** What is said. */
    public StringProperty contentProperty() {
        return content;
    }

    /** The {@code reasoning_content} field; null where the message has none. */
    public StringProperty reasoningProperty() {
        return reasoning;
    }

    /** Whether the content is text that can be edited, not a structured value. */
    public boolean isText() {
        Object value = original.fields().get("content");
        return value == null || value instanceof String;
    }

    /** Names of the fields that are kept but not edited here, such as {@code tool_calls}. */
    public String otherFields() {
        return String.join(
                ", ",
                original.fields().keySet().stream()
                        .filter(f -> !f.equals("role") && !f.equals("content"))
                        .filter(f -> !f.equals(REASONING))
                        .toList());
    }

    /** The message as it stands now. */
    public Message toMessage() {
        Message message = original;
        if (!message.role().equals(role.get())) {
            message = message.with("role", role.get());
        }
        if (isText() && !message.text().equals(content.get())) {
            message = message.with("content", content.get());
        }
        if (reasoning.get() != null && !reasoning.get().equals(message.fields().get(REASONING))) {
            message = message.with(REASONING, reasoning.get());
        }
        return message;
    }
}
