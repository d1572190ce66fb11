package org.sftworkbench.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Messages in order, and the tools offered to the assistant.
 *
 * @param messages the turns
 * @param tools tool descriptions as JSON-like values; empty where there are none
 */
public record Conversation(List<Message> messages, List<Object> tools) {
    public Conversation {
        messages = List.copyOf(messages);
        tools = Collections.unmodifiableList(new ArrayList<>(tools));
    }

    public Conversation(List<Message> messages) {
        this(messages, List.of());
    }

    /** A conversation without tools. */
    public static Conversation of(Message... messages) {
        return new Conversation(List.of(messages));
    }
}
