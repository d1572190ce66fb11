package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses added tokens over which the library would end the process where they meet: one that takes
 * the white space after it, and one that takes the white space before it and is found in the white
 * space that the first has taken.
 */
final class MeetingTokens {
    private MeetingTokens() {}

    /**
     * @param root what {@code tokenizer.json} and the configuration make of a tokenizer together
     * @throws TokenizerException where there are such; names the file and the tokens
     */
    static void require(Path file, JsonNode root) {
        // Those that are looked for in normalized text never meet the others.
        Map<Boolean, String> takesAfter = new HashMap<>();
        Map<Boolean, String> takesBefore = new HashMap<>();
        for (JsonNode token : root.path("added_tokens")) {
            String content = token.path("content").asText();
            boolean normalized = token.path("normalized").asBoolean();
            if (token.path("rstrip").asBoolean()) {
                takesAfter.putIfAbsent(normalized, content);
            }
            if (token.path("lstrip").asBoolean() && beginsWithSpace(content)) {
                takesBefore.putIfAbsent(normalized, content);
            }
        }
        takesAfter.keySet().retainAll(takesBefore.keySet());
        takesAfter.forEach(
                (normalized, first) -> {
                    throw new TokenizerException(
                            file
                                    + ": the added token "
                                    + quoted(first)
                                    + " takes the white space after it, and "
                                    + quoted(takesBefore.get(normalized))
                                    + " begins with white space and takes that before it; no text"
                                    + " in which they meet can be tokenized");
                });
    }

    /**
     * As the library's regular expressions have it, in which separators of lines are spaces too.
     */
    private static boolean beginsWithSpace(String content) {
        if (content.isEmpty()) {
            return false;
        }
        int first = content.codePointAt(0);
        return Character.isWhitespace(first) || Character.isSpaceChar(first) || first == 0x85;
    }

    private static String quoted(String content) {
        return JsonNodeFactory.instance.textNode(content).toString();
    }
}
