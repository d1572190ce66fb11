package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The added tokens that are looked for in the normalized text. Of one that the normalizer leaves
 * nothing of, the library would find one between any two bytes, and end the process within a
 * character.
 */
final class NormalizedTokens {
    private final JsonNode normalizer;
    private final List<String> contents = new ArrayList<>();

    /**
     * @param root what {@code tokenizer.json} holds
     */
    NormalizedTokens(JsonNode root) {
        normalizer = root.path("normalizer");
        for (JsonNode token : root.path("added_tokens")) {
            if (token.path("normalized").asBoolean()) {
                contents.add(token.path("content").asText());
            }
        }
    }

    /** Whether there is nothing that could be wrong. */
    boolean sound() {
        return contents.isEmpty() || !normalizer.isObject();
    }

    /** A tokenizer that normalizes likewise, has none of the tokens, and knows no word. */
    ObjectNode wordless() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode model = json.objectNode().put("type", "WordLevel").put("unk_token", "?");
        model.putObject("vocab").put("?", 0);
        ObjectNode root = json.objectNode().put("version", "1.0");
        root.putNull("truncation").putNull("padding").putArray("added_tokens");
        root.set("normalizer", normalizer);
        root.putNull("pre_tokenizer").putNull("post_processor").putNull("decoder");
        root.set("model", model);
        return root;
    }

    /**
     * @param file that is named
     * @param words how many tokens {@link #wordless()} makes of a text
     * @throws TokenizerException where nothing would be left of a token
     */
    void require(Path file, ToIntFunction<String> words) {
        for (String content : contents) {
            if (words.applyAsInt(content) == 0) {
                throw new TokenizerException(
                        file
                                + ": its normalizer leaves nothing of the added token "
                                + JsonNodeFactory.instance.textNode(content)
                                + ", which is looked for in normalized text");
            }
        }
    }
}
