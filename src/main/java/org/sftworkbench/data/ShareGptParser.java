package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.file.JsonText;

/**
 * Turns ShareGPT turns, {@code {"from": "human", "value": …}}, into messages. A turn may also be
 * written with role and content, and its further fields are kept; or be a question with its answer,
 * {@link PairedTurns}.
 */
final class ShareGptParser {
    private static final String KNOWN =
            "human, user, gpt, assistant, system, tool, observation or function_call";

    private final JsonText json;
    private final MessageParser messages;

    ShareGptParser(JsonText json, MessageParser messages) {
        this.json = json;
        this.messages = messages;
    }

    /**
     * @param row with {@code conversations} and maybe {@code system}, a text that comes before them
     */
    List<Message> messages(Map<String, Object> row) throws MalformedRowException {
        List<?> turns =
                messages.list("conversations", row.get("conversations"), "a list of {from, value}");
        if (turns.isEmpty()) {
            throw new MalformedRowException(
                    "conversations is empty; expected at least one {from, value}");
        }
        List<Message> parsed = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            parsed.addAll(turn("conversations[" + i + "]", turns.get(i)));
        }
        return withSystem(row.get("system"), parsed);
    }

    private static List<Message> withSystem(Object system, List<Message> turns)
            throws MalformedRowException {
        if (system == null) {
            return turns;
        }
        if (!(system instanceof String text)) {
            throw MessageParser.wrong("system", system, "a text");
        }
        if (text.isEmpty()) {
            return turns;
        }
        if (turns.get(0).role().equals("system")) {
            throw new MalformedRowException(
                    "the row has a system column and a system turn as well; keep one of them");
        }
        List<Message> all = new ArrayList<>();
        all.add(Message.of("system", text));
        all.addAll(turns);
        return all;
    }

    private List<Message> turn(String place, Object value) throws MalformedRowException {
        if (!(value instanceof Map<?, ?> fields)) {
            throw MessageParser.wrong(place, value, "an object with from and value");
        }
        if (fields.get("from") == null && fields.get("role") != null) {
            return List.of(MessageParser.message(place, value));
        }
        Optional<PairedTurns> pair =
                fields.get("from") == null ? PairedTurns.of(fields) : Optional.empty();
        return pair.isPresent() ? pair.get().messages(place, fields) : List.of(said(place, fields));
    }

    private Message said(String place, Map<?, ?> fields) throws MalformedRowException {
        if (!(fields.get("from") instanceof String from)) {
            throw new MalformedRowException(
                    fields.get("from") == null
                            ? place + " has no from; expected " + KNOWN
                            : place
                                    + ".from is "
                                    + JsonText.kind(fields.get("from"))
                                    + "; expected "
                                    + KNOWN);
        }
        if (!(fields.get("value") instanceof String text)) {
            throw MessageParser.wrong(place + ".value", fields.get("value"), "a text");
        }
        Map<String, Object> message = new LinkedHashMap<>();
        String name = from.strip().toLowerCase(Locale.ROOT);
        message.put("role", role(place, name));
        if (name.equals("function_call")) {
            message.put("content", "");
            message.put("tool_calls", calls(place, text));
        } else {
            message.put("content", text);
        }
        fields.forEach(
                (field, kept) -> {
                    if (!field.equals("from") && !field.equals("value")) {
                        message.putIfAbsent((String) field, kept);
                    }
                });
        return new Message(message);
    }

    private static String role(String place, String from) throws MalformedRowException {
        return switch (from) {
            case "human", "user" -> "user";
            case "gpt", "chatgpt", "bing", "bard", "assistant", "model", "function_call" ->
                    "assistant";
            case "system" -> "system";
            case "tool", "observation", "function", "function_response" -> "tool";
            default ->
                    throw new MalformedRowException(
                            place
                                    + ".from is \""
                                    + JsonText.shortened(from)
                                    + "\"; expected "
                                    + KNOWN);
        };
    }

    /** A call as JSON text, {@code {"name": …, "arguments": …}}, or a list of them. */
    private List<Object> calls(String place, String text) throws MalformedRowException {
        Object parsed;
        try {
            parsed = json.parse(text);
        } catch (MalformedRowException e) {
            throw new MalformedRowException(
                    place
                            + ".value of a function_call cannot be read as JSON; expected"
                            + " {\"name\": …, \"arguments\": …}: "
                            + e.getMessage());
        }
        List<Object> calls = new ArrayList<>();
        for (Object call :
                parsed instanceof List<?> several ? several : Collections.singletonList(parsed)) {
            if (!(call instanceof Map<?, ?> fields) || !(fields.get("name") instanceof String)) {
                throw new MalformedRowException(
                        place
                                + ".value of a function_call is not {\"name\": …, \"arguments\": …}"
                                + " nor a list of such calls");
            }
            Map<String, Object> wrapped = new LinkedHashMap<>();
            wrapped.put("type", "function");
            wrapped.put("function", call);
            calls.add(wrapped);
        }
        return calls;
    }
}
