package org.sftworkbench.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Messages in order, the tools offered to the assistant, and what else a row says of how it is
 * rendered.
 *
 * @param messages the turns
 * @param tools tool descriptions as JSON-like values; empty where none are offered, which is not
 *     the same as an offer of an empty list: a template may tell them apart, and transformers
 *     chooses {@code tool_use} for such a list
 * @param variables template variables of this conversation alone, as JSON-like values, which hold
 *     instead of those chosen for all (TRL's column {@code chat_template_kwargs})
 * @param promptMessages how many of the messages, from the first on, are the prompt, where the
 *     conversation was written as a prompt and its completion; at least 1
 */
public record Conversation(
        List<Message> messages,
        Optional<List<Object>> tools,
        Map<String, Object> variables,
        OptionalInt promptMessages) {
    /**
     * @throws IllegalArgumentException where the prompt has no message, or more than there are
     */
    public Conversation {
        messages = List.copyOf(messages);
        tools = tools.map(list -> Collections.unmodifiableList(new ArrayList<>(list)));
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        if (promptMessages.isPresent()
                && (promptMessages.getAsInt() < 1 || promptMessages.getAsInt() > messages.size())) {
            throw new IllegalArgumentException(
                    "a prompt of " + promptMessages.getAsInt() + " of " + messages.size());
        }
    }

    /** A conversation without variables of its own, of which nothing is set apart as a prompt. */
    public Conversation(List<Message> messages, Optional<List<Object>> tools) {
        this(messages, tools, Map.of(), OptionalInt.empty());
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

    /**
     * The conversation before one of its messages: with the same tools and variables, and nothing
     * set apart as a prompt.
     *
     * @param message index of the first message that is left out
     */
    public Conversation before(int message) {
        return new Conversation(
                messages.subList(0, message), tools, variables, OptionalInt.empty());
    }

    /**
     * Where the messages of a kind begin that the conversation ends with: the index of the first of
     * them; empty where the last message is none.
     */
    public OptionalInt trailingFrom(Predicate<Message> kind) {
        int first = messages.size();
        while (first > 0 && kind.test(messages.get(first - 1))) {
            first--;
        }
        return first == messages.size() ? OptionalInt.empty() : OptionalInt.of(first);
    }

    /** The same with the template variables that are its own. */
    public Conversation with(Map<String, Object> own) {
        return new Conversation(messages, tools, own, promptMessages);
    }

    /** The same with so many messages, from the first on, set apart as the prompt. */
    public Conversation withPrompt(OptionalInt prompt) {
        return new Conversation(messages, tools, variables, prompt);
    }
}
