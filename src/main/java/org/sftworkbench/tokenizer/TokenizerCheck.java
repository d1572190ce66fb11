package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a {@code tokenizer.json} over which the library that runs it would end the whole process
 * or not end: it takes what is in such a file for granted.
 */
final class TokenizerCheck {
    private static final List<String> STEPS =
            List.of("normalizer", "pre_tokenizer", "post_processor", "decoder");

    private static final List<String> PROPERTIES =
            List.of("single_word", "lstrip", "rstrip", "normalized", "special");

    /** How many times as long a text may become by what is put in place of parts of it. */
    private static final double MOST_GROWTH = 64;

    private final Path file;

    private TokenizerCheck(Path file) {
        this.file = file;
    }

    /**
     * @param root what the file holds
     * @throws TokenizerException where it is refused; says why
     */
    static void require(Path file, JsonNode root) {
        TokenizerCheck check = new TokenizerCheck(file);
        for (String step : STEPS) {
            for (JsonNode pattern : root.path(step).findValues("Regex")) {
                check.requirePattern(step, pattern);
            }
            check.requireGrowth(step, root.path(step));
        }
        check.requireAddedTokens(root.path("added_tokens"));
        root.path("normalizer")
                .findValues("precompiled_charsmap")
                .forEach(check::requireCharacterMap);
    }

    /** Where the configuration lists the same token, the library would not see what is wrong. */
    private void requireAddedTokens(JsonNode tokens) {
        for (int t = 0; t < tokens.size(); t++) {
            JsonNode token = tokens.path(t);
            if (!token.path("content").isTextual()) {
                throw new TokenizerException(
                        file + ": added_tokens[" + t + "] has no content that is a text");
            }
            for (String property : PROPERTIES) {
                if (!token.path(property).isBoolean()) {
                    throw new TokenizerException(
                            file
                                    + ": added_tokens["
                                    + t
                                    + "]."
                                    + property
                                    + " is neither true nor false");
                }
            }
        }
    }

    /** Whether the library looks for regular expressions in a text. */
    static boolean usesPatterns(JsonNode root) {
        return STEPS.stream()
                .anyMatch(
                        step ->
                                !root.path(step).findValues("Regex").isEmpty()
                                        || root.path(step).findValuesAsText("type").stream()
                                                .anyMatch("ByteLevel"::equals));
    }

    private void requirePattern(String step, JsonNode pattern) {
        Optional<String> obstacle =
                pattern.isTextual() ? PatternCheck.obstacle(pattern.asText()) : Optional.empty();
        if (obstacle.isPresent()) {
            throw new TokenizerException(
                    file
                            + ": the regular expression of its "
                            + step
                            + " is not used, as it may take no end on some texts: "
                            + obstacle.get());
        }
    }

    private void requireGrowth(String step, JsonNode steps) {
        double growth = 1;
        for (JsonNode part : steps.findParents("content")) {
            int inserted = part.path("content").asText().length();
            int replaced = Math.max(1, part.path("pattern").path("String").asText().length());
            if (part.has("pattern")) {
                growth *= Math.max(1, inserted / (double) replaced);
            }
        }
        if (growth > MOST_GROWTH) {
            throw new TokenizerException(
                    file
                            + ": its "
                            + step
                            + " would make a text more than "
                            + (int) MOST_GROWTH
                            + " times as long");
        }
    }

    /** A length in bytes, a table of that length, and texts that each end in a zero. */
    private void requireCharacterMap(JsonNode map) {
        if (map.isNull()) {
            return;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(map.asText());
            ByteBuffer read = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int table = bytes.length < 4 ? -1 : read.getInt();
            boolean whole = table >= 0 && table % 4 == 0 && table <= read.remaining();
            if (whole) {
                StandardCharsets.UTF_8.newDecoder().decode(read.position(4 + table));
                whole = bytes.length == 4 + table || bytes[bytes.length - 1] == 0;
            }
            if (whole) {
                return;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Not whole either.
        }
        throw new TokenizerException(
                file + ": the precompiled_charsmap of its normalizer is broken");
    }
}
