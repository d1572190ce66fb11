package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sftworkbench.disk.LfsPointer;

/**
 * What a {@code tokenizer.json} says: names and ids of the vocabulary and the added tokens, and how
 * texts are parted.
 */
final class TokenizerVocabulary {
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    /** No vocabulary has so many; counts of them are still whole numbers. */
    private static final int LARGEST = 1 << 30;

    private final Set<String> added = new HashSet<>();
    private final Set<Integer> special = new HashSet<>();
    private Optional<PiecePattern> pieces = Optional.empty();
    private boolean usesPatterns;
    private int size;

    private TokenizerVocabulary() {}

    /**
     * What the file holds, which the tokenizers library can be given, with the ids that it gives.
     *
     * @throws TokenizerException where it cannot be read, or is refused; names the file
     */
    static JsonNode root(Path file) {
        byte[] bytes = JsonObjectFile.bytes(file);
        if (LfsPointer.is(bytes)) {
            throw new TokenizerException(file + ": " + LfsPointer.MESSAGE);
        }
        JsonNode root = JsonObjectFile.tree(file, bytes);
        TokenizerCheck.require(file, root);
        AddedIds.settle(root);
        return root;
    }

    /**
     * @param root what the file holds
     * @throws TokenizerException where it has no vocabulary, or a token no id; names the file
     */
    static TokenizerVocabulary of(Path file, JsonNode root) {
        TokenizerVocabulary vocabulary = new TokenizerVocabulary();
        vocabulary.usesPatterns = TokenizerCheck.usesPatterns(root);
        JsonNode entries = root.path("model").path("vocab");
        if (entries.isObject()) {
            entries.properties().forEach(e -> vocabulary.add(e.getKey(), id(e.getValue()), file));
        } else if (entries.isArray()) {
            // Unigram models list pairs of token and score.
            for (int id = 0; id < entries.size(); id++) {
                vocabulary.add(entries.get(id).path(0).asText(), id, file);
            }
        } else {
            throw new TokenizerException(file + ": has no model.vocab; not a tokenizer.json");
        }
        for (JsonNode token : root.path("added_tokens")) {
            vocabulary.addAdded(token, file);
        }
        vocabulary.pieces = PiecePattern.of(root);
        return vocabulary;
    }

    private void addAdded(JsonNode token, Path file) {
        String content = token.path("content").asText();
        add(content, id(token.path("id")), file);
        added.add(content);
        if (token.path("special").asBoolean()) {
            special.add(token.path("id").intValue());
        }
    }

    private static int id(JsonNode node) {
        return node.isInt() && node.intValue() < LARGEST ? node.intValue() : -1;
    }

    private void add(String token, int id, Path file) {
        if (id < 0) {
            throw new TokenizerException(file + ": the token \"" + token + "\" has no valid id");
        }
        ids.put(token, id);
        names.put(id, token);
        size = Math.max(size, id + 1);
    }

    /** How a text is parted into pieces that are encoded each on its own, where that is known. */
    Optional<PiecePattern> pieces() {
        return pieces;
    }

    /** Whether the library looks for regular expressions in a text. */
    boolean usesPatterns() {
        return usesPatterns;
    }

    int size() {
        return size;
    }

    OptionalInt idOf(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    Optional<String> tokenOf(int id) {
        return Optional.ofNullable(names.get(id));
    }

    /** The added tokens, as they are written. */
    Set<String> added() {
        return Set.copyOf(added);
    }

    boolean isAdded(String token) {
        return added.contains(token);
    }

    boolean isSpecial(int id) {
        return special.contains(id);
    }
}
