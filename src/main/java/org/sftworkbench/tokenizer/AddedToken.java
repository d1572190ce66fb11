package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A token that is looked for in a text before anything else.
 *
 * @param content how it is written
 * @param lstrip whether it takes the white space before it
 * @param rstrip whether it takes the white space after it
 * @param singleWord whether it must stand alone
 * @param normalized whether it is looked for in the normalized text
 * @param special whether it is left out where special tokens are skipped
 */
record AddedToken(
        String content,
        boolean lstrip,
        boolean rstrip,
        boolean singleWord,
        boolean normalized,
        boolean special) {
    /** A special token that is written as its text alone. */
    static AddedToken special(String content) {
        return new AddedToken(content, false, false, false, false, true);
    }

    /**
     * Reads one that is written as its text or as an object with {@code content}; empty where it is
     * neither.
     *
     * @param special whether an object that does not say so is special
     */
    static Optional<AddedToken> read(JsonNode node, boolean special) {
        if (node.isTextual()) {
            return Optional.of(special(node.asText()));
        }
        if (!node.path("content").isTextual()) {
            return Optional.empty();
        }
        boolean isSpecial = node.path("special").asBoolean(special);
        return Optional.of(
                new AddedToken(
                        node.path("content").asText(),
                        node.path("lstrip").asBoolean(),
                        node.path("rstrip").asBoolean(),
                        node.path("single_word").asBoolean(),
                        node.path("normalized").asBoolean(!isSpecial),
                        isSpecial));
    }

    AddedToken asSpecial() {
        return new AddedToken(content, lstrip, rstrip, singleWord, normalized, true);
    }

    /** As {@code tokenizer.json} writes it. */
    ObjectNode json(int id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("content", content)
                .put("single_word", singleWord)
                .put("lstrip", lstrip)
                .put("rstrip", rstrip)
                .put("normalized", normalized)
                .put("special", special);
    }
}
