package org.sftworkbench.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Messages in order, and the tools offered to the assistant.
 *
 * @param messages the turns
 * @param tools tool descriptions as JSON-like values; empty where none are offered, which is not
 *     the same as an offer of an empty list: a template may tell them apart, and transformers
 *     chooses {@code tool_use} for such a list
 */
public record Conversation(List<Message> messages, Optional<List<Object>> tools) {
    public Conversation {
        messages = List.copyOf(messages);
        tools = tools.map(list -> Collections.unmodifiableList(new ArrayList<>(list)));
    }

    /** A conversation that offers these tools, if only an empty list of them. */
    public Conversation(List<Message> messages, List<Object> tools) {
        this(messages, Optional.of(tools));
    }

    /** A conversation that offers no tools. */
    public Conversation(List<Message> messages) {
        this(messages, Optional.empty());
    }

    /** A conversation that offers no tools. */
    public static Conversation of(Message... messages) {
        return new Conversation(List.of(messages));
    }

    /** Whether tools are offered, if only an empty list of them. */
    public boolean offersTools() {
        return tools.isPresent();
    }
}
