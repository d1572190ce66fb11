package org.sftworkbench.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/**
 * One line of a batch: a template and what to render it with.
 *
 * @param template a template's name, or null
 * @param templateSource a template's source, or null
 * @param addGenerationPrompt whether to open an assistant turn at the end
 * @param variables further variables of the template
 * @param policy the mask policy, or null
 */
record BatchRequest(
        String template,
        String templateSource,
        Conversation conversation,
        boolean addGenerationPrompt,
        Map<String, Object> variables,
        String policy) {
    private static final int MAX_DEPTH = 900;
    private static final ObjectMapper JSON = mapper();

    private static ObjectMapper mapper() {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(5000)
                        .build();
        JsonFactory factory = JsonFactory.builder().streamReadConstraints(constraints).build();
        return JsonMapper.builder(factory)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * @throws CommandFailure where the line does not hold a request; says which key is wrong
     */
    static BatchRequest read(byte[] line) {
        Map<?, ?> fields = object(text(line));
        Map<String, Object> variables = new LinkedHashMap<>(mapping("variables", fields));
        Object tools = fields.get("tools");
        if (tools != null && !(tools instanceof List)) {
            throw wrong("tools", "a list or null");
        }
        // As in transformers: no tools and an empty list of tools are two things.
        Optional<List<Object>> given =
                Optional.ofNullable((List<?>) tools).map(list -> new ArrayList<>(list));
        return new BatchRequest(
                string("template", fields),
                string("template_source", fields),
                new Conversation(messages(fields), given),
                truth("add_generation_prompt", fields),
                variables,
                string("policy", fields));
    }

    private static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure("the line is not UTF-8 text");
        }
    }

    private static Map<?, ?> object(String text) {
        try {
            if (JSON.readValue(text, Object.class) instanceof Map<?, ?> fields) {
                return fields;
            }
        } catch (JsonProcessingException e) {
            throw new CommandFailure("the line is not valid JSON: " + e.getOriginalMessage());
        }
        throw new CommandFailure("the line is not a JSON object");
    }

    private static List<Message> messages(Map<?, ?> fields) {
        Object value = fields.get("messages");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong("messages", "a list of objects");
        }
        List<Message> messages = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> message)) {
                throw wrong("messages[" + messages.size() + "]", "an object");
            }
            messages.add(new Message(named(message)));
        }
        return messages;
    }

    private static Map<String, Object> mapping(String key, Map<?, ?> fields) {
        Object value = fields.get(key);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(key, "an object");
        }
        return named(map);
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put((String) name, value));
        return named;
    }

    private static String string(String key, Map<?, ?> fields) {
        Object value = fields.get(key);
        if (value != null && !(value instanceof String)) {
            throw wrong(key, "a text");
        }
        return (String) value;
    }

    private static boolean truth(String key, Map<?, ?> fields) {
        Object value = fields.get(key);
        if (value != null && !(value instanceof Boolean)) {
            throw wrong(key, "true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    private static CommandFailure wrong(String key, String wanted) {
        return new CommandFailure("\"" + key + "\" must be " + wanted);
    }
}
