package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the special tokens of a model directory where transformers 5.18 finds them: in {@code
 * tokenizer_config.json}; in {@code special_tokens_map.json}, which goes before it unless it has
 * {@code added_tokens_decoder}; and, of roles that neither has a word of, in the tokenizer's class.
 */
final class SpecialTokensReader {
    private static final Set<String> ROLES =
            Set.of(
                    "bos_token",
                    "eos_token",
                    "unk_token",
                    "sep_token",
                    "pad_token",
                    "cls_token",
                    "mask_token");
    private static final String EXTRA = "extra_special_tokens";
    private static final String OF_MODEL = "model_specific_special_tokens";
    private static final int MOST_SHOWN = 100;

    private final Map<String, String> roles = new LinkedHashMap<>();

    /** Of other names that end in {@code _token}. */
    private final Map<String, String> found = new LinkedHashMap<>();

    /** Of names that the configuration lists as tokens, which go before those found. */
    private final Map<String, String> listed = new LinkedHashMap<>();

    private SpecialTokensReader() {}

    /**
     * @param config what {@code tokenizer_config.json} holds
     * @param model what {@code config.json} holds; empty where there is none
     * @throws TokenizerException where a token is neither a text nor an object with one; names the
     *     file and the token
     */
    static SpecialTokens read(Path directory, ObjectNode config, ObjectNode model) {
        SpecialTokensReader reader = new SpecialTokensReader();
        reader.roles.putAll(TokenizerClass.defaults(config, model));
        reader.config(directory.resolve("tokenizer_config.json"), config);
        if (!config.has("added_tokens_decoder")) {
            Path map = directory.resolve("special_tokens_map.json");
            reader.map(map, JsonObjectFile.read(map));
        }
        return reader.tokens();
    }

    private void config(Path file, ObjectNode config) {
        for (Map.Entry<String, JsonNode> entry : config.properties()) {
            String name = entry.getKey();
            JsonNode token = entry.getValue();
            if (ROLES.contains(name)) {
                role(file, name, token);
            } else if (isNamedToken(name, token)) {
                // A text is listed for certain; an object only found, as transformers has it.
                (token.isTextual() ? listed : found).put(name, content(token));
            }
        }
        listed(file, EXTRA, config.path(EXTRA));
        if (listed.isEmpty()) {
            listed(file, OF_MODEL, config.path(OF_MODEL));
        }
    }

    private void map(Path file, ObjectNode map) {
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String name = entry.getKey();
            JsonNode token = entry.getValue();
            if (ROLES.contains(name)) {
                role(file, name, token);
            } else if (name.equals(EXTRA)) {
                listed(file, EXTRA, token);
            } else if (name.endsWith("_token") && (token.isTextual() || token.has("content"))) {
                found.put(name, content(token));
            }
        }
    }

    /** What is null is none, whatever the class would name. */
    private void role(Path file, String name, JsonNode token) {
        roles.remove(name);
        token(file, name, token).ifPresent(text -> roles.put(name, text));
    }

    private void listed(Path file, String place, JsonNode tokens) {
        if (tokens.isObject()) {
            for (Map.Entry<String, JsonNode> entry : tokens.properties()) {
                token(file, place + "." + entry.getKey(), entry.getValue())
                        .ifPresent(text -> listed.put(entry.getKey(), text));
            }
        }
    }

    /** Other objects and values of such names are settings of something else. */
    private static boolean isNamedToken(String name, JsonNode token) {
        return name.endsWith("_token")
                && (token.isTextual()
                        || token.path("__type").asText().equals("AddedToken")
                                && token.path("content").isTextual());
    }

    private static String content(JsonNode token) {
        return token.isObject() ? token.path("content").asText() : token.asText();
    }

    /** A token is written as text, or as an object with {@code content}. */
    private static Optional<String> token(Path file, String name, JsonNode node) {
        JsonNode text = node.isObject() ? node.path("content") : node;
        if (text.isTextual()) {
            return Optional.of(text.asText());
        }
        if (node.isNull()) {
            return Optional.empty();
        }
        throw new TokenizerException(
                file
                        + ": "
                        + name
                        + " is "
                        + shown(node.toString())
                        + "; it must be a text, or have a content");
    }

    private static String shown(String json) {
        return json.length() <= MOST_SHOWN ? json : json.substring(0, MOST_SHOWN) + "…";
    }

    private SpecialTokens tokens() {
        Map<String, String> all = new LinkedHashMap<>(roles);
        all.putAll(found);
        all.putAll(listed);
        return new SpecialTokens(
                Optional.ofNullable(all.remove("bos_token")),
                Optional.ofNullable(all.remove("eos_token")),
                Optional.ofNullable(all.remove("pad_token")),
                Optional.ofNullable(all.remove("unk_token")),
                all);
    }
}
