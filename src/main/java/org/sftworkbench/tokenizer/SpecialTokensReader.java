package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the special tokens of a model directory where transformers 5.18 finds them: in {@code
 * tokenizer_config.json}; in {@code special_tokens_map.json}, which goes before it unless it has
 * {@code added_tokens_decoder}; and, of roles that neither has a word of, in the tokenizer's class.
 */
final class SpecialTokensReader {
    private static final List<String> ROLES =
            List.of(
                    "bos_token",
                    "eos_token",
                    "unk_token",
                    "sep_token",
                    "pad_token",
                    "cls_token",
                    "mask_token");
    private static final String EXTRA = "extra_special_tokens";
    private static final String EXTRA_BEFORE = "additional_special_tokens";
    private static final String OF_MODEL = "model_specific_special_tokens";
    private static final int MOST_SHOWN = 100;

    private final Map<String, AddedToken> roles = new LinkedHashMap<>();

    /** Of other names that end in {@code _token}. */
    private final Map<String, AddedToken> found = new LinkedHashMap<>();

    /** Of names that the configuration lists as tokens, which go before those found. */
    private final Map<String, AddedToken> listed = new LinkedHashMap<>();

    /** Special tokens without a name. */
    private final List<AddedToken> nameless = new ArrayList<>();

    private SpecialTokensReader() {}

    /**
     * @param config what {@code tokenizer_config.json} holds
     * @param ofClass what transformers makes a tokenizer of
     * @throws TokenizerException where a token is neither a text nor an object with one; names the
     *     file and the token
     */
    static SpecialTokensReader read(Path directory, ObjectNode config, TokenizerClass ofClass) {
        SpecialTokensReader reader = new SpecialTokensReader();
        ofClass.specialTokens()
                .forEach((name, token) -> reader.roles.put(name, AddedToken.special(token)));
        reader.config(directory.resolve("tokenizer_config.json"), config);
        if (!config.has("added_tokens_decoder")) {
            Path map = directory.resolve("special_tokens_map.json");
            reader.map(map, JsonObjectFile.read(map));
        }
        return reader;
    }

    private void config(Path file, ObjectNode config) {
        for (Map.Entry<String, JsonNode> entry : config.properties()) {
            String name = entry.getKey();
            JsonNode token = entry.getValue();
            if (ROLES.contains(name)) {
                role(file, name, token);
            } else if (isNamedToken(name, token)) {
                // A text is listed for certain; an object only found, as transformers has it.
                AddedToken.read(token, false)
                        .ifPresent(read -> (token.isTextual() ? listed : found).put(name, read));
            }
        }
        listed(file, EXTRA, config.path(EXTRA));
        if (listed.isEmpty()) {
            listed(file, OF_MODEL, config.path(OF_MODEL));
        }
        JsonNode extra = config.path(EXTRA);
        nameless(extra.isEmpty() ? config.path(EXTRA_BEFORE) : extra);
    }

    private void map(Path file, ObjectNode map) {
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String name = entry.getKey();
            JsonNode token = entry.getValue();
            if (ROLES.contains(name)) {
                role(file, name, token);
            } else if (name.equals(EXTRA)) {
                listed(file, EXTRA, token);
                nameless(token);
            } else if (name.equals(EXTRA_BEFORE) && nameless.isEmpty()) {
                nameless(token);
            } else if (name.endsWith("_token")) {
                AddedToken.read(token, true).ifPresent(read -> found.put(name, read));
            }
        }
    }

    /** What is null is none, whatever the class would name. */
    private void role(Path file, String name, JsonNode token) {
        roles.remove(name);
        token(file, name, token).ifPresent(read -> roles.put(name, read));
    }

    private void listed(Path file, String place, JsonNode tokens) {
        if (tokens.isObject()) {
            for (Map.Entry<String, JsonNode> entry : tokens.properties()) {
                token(file, place + "." + entry.getKey(), entry.getValue())
                        .ifPresent(read -> listed.put(entry.getKey(), read));
            }
        }
    }

    private void nameless(JsonNode tokens) {
        if (tokens.isArray()) {
            tokens.forEach(token -> AddedToken.read(token, true).ifPresent(nameless::add));
        }
    }

    /** Other objects and values of such names are settings of something else. */
    private static boolean isNamedToken(String name, JsonNode token) {
        return name.endsWith("_token")
                && (token.isTextual()
                        || token.path("__type").asText().equals("AddedToken")
                                && token.path("content").isTextual());
    }

    /** A token is written as text, or as an object with {@code content}. */
    private static Optional<AddedToken> token(Path file, String name, JsonNode node) {
        Optional<AddedToken> read = AddedToken.read(node, false);
        if (read.isPresent() || node.isNull()) {
            return read;
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

    private Map<String, AddedToken> byName() {
        Map<String, AddedToken> all = new LinkedHashMap<>();
        for (String role : ROLES) {
            if (roles.containsKey(role)) {
                all.put(role, roles.get(role));
            }
        }
        all.putAll(found);
        all.putAll(listed);
        return all;
    }

    /** Those that have a name, in the order of transformers. */
    List<AddedToken> named() {
        return List.copyOf(byName().values());
    }

    /** Those that have none. */
    List<AddedToken> nameless() {
        return List.copyOf(nameless);
    }

    SpecialTokens tokens() {
        Map<String, String> all = new LinkedHashMap<>();
        byName().forEach((name, token) -> all.put(name, token.content()));
        return new SpecialTokens(
                Optional.ofNullable(all.remove("bos_token")),
                Optional.ofNullable(all.remove("eos_token")),
                Optional.ofNullable(all.remove("pad_token")),
                Optional.ofNullable(all.remove("unk_token")),
                all);
    }
}
