package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids that the tokenizers library gives the added tokens of a {@code tokenizer.json}. It takes
 * no notice of those that stand there: a token of the vocabulary keeps its id, every other gets the
 * next that is free. A file that was written by it says the same, one that was written by hand may
 * not.
 */
final class AddedIds {
    private final JsonNode vocabulary;
    private final Map<String, Integer> known = new HashMap<>();
    private int highest = -1;

    private AddedIds(JsonNode vocabulary) {
        this.vocabulary = vocabulary;
        // Unigram models list pairs of token and score.
        for (int id = 0; vocabulary.isArray() && id < vocabulary.size(); id++) {
            known.put(vocabulary.get(id).path(0).asText(), id);
        }
    }

    /**
     * Puts them in the place of those that the file says; where one is no id, all stay.
     *
     * @param root what the file holds
     */
    static void settle(JsonNode root) {
        for (JsonNode token : root.path("added_tokens")) {
            if (!token.path("id").isInt() || token.path("id").intValue() < 0) {
                return;
            }
        }
        AddedIds ids = new AddedIds(root.path("model").path("vocab"));
        for (JsonNode token : root.path("added_tokens")) {
            String content = token.path("content").asText();
            // An empty one is no token to the library.
            if (!content.isEmpty()) {
                ((ObjectNode) token).put("id", ids.of(content));
            }
        }
    }

    private int of(String content) {
        int free = Math.max(highest + 1, vocabulary.size());
        int id = known.computeIfAbsent(content, c -> vocabulary.path(c).asInt(free));
        highest = Math.max(highest, id);
        return id;
    }
}
