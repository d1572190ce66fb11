package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tokens that a tokenizer's configuration names. As in transformers, those that {@code
 * tokenizer.json} does not list become added tokens, with the next ids that are free.
 *
 * @param listed those of {@code added_tokens_decoder}, in the order of their ids, which are not
 *     what they get
 * @param older those of {@code added_tokens.json}, likewise, whose properties are not known
 * @param named special tokens, in the order of transformers
 */
record ConfiguredTokens(List<AddedToken> listed, List<AddedToken> older, List<AddedToken> named) {
    ConfiguredTokens {
        listed = List.copyOf(listed);
        older = List.copyOf(older);
        named = List.copyOf(named);
    }

    /**
     * Adds what is missing, and gives tokens that are there the properties they are listed with.
     *
     * @param root what {@code tokenizer.json} holds; is changed
     * @return the first id that none of the file's tokens has; empty where there was nothing to
     *     change
     */
    OptionalInt addTo(ObjectNode root) {
        JsonNode added = root.path("added_tokens");
        Set<AddedToken> missing = missing(added);
        if (missing.isEmpty() || !(added.isArray() || added.isMissingNode())) {
            return OptionalInt.empty();
        }
        Merging merging = new Merging(root);
        int free = merging.free();
        missing.forEach(merging::add);
        return OptionalInt.of(free);
    }

    private Set<AddedToken> missing(JsonNode added) {
        Set<AddedToken> there = new HashSet<>();
        for (JsonNode token : added) {
            AddedToken.read(token, false).ifPresent(there::add);
        }
        Set<String> special = named.stream().map(AddedToken::content).collect(Collectors.toSet());
        Set<AddedToken> missing = new LinkedHashSet<>();
        for (AddedToken token : listed) {
            if (!there.contains(token)) {
                missing.add(special.contains(token.content()) ? token.asSpecial() : token);
            }
        }
        Set<String> known = new HashSet<>();
        there.forEach(token -> known.add(token.content()));
        missing.forEach(token -> known.add(token.content()));
        older.stream().filter(token -> known.add(token.content())).forEach(missing::add);
        for (AddedToken token : named) {
            if (known.add(token.content())) {
                missing.add(token.asSpecial());
            }
        }
        missing.removeIf(token -> token.content().isEmpty());
        return missing;
    }

    /** Gives ids as the tokenizers library does. */
    private static final class Merging {
        private final ArrayNode added;
        private final Map<String, Integer> vocabulary = new HashMap<>();
        private final Map<String, Integer> places = new HashMap<>();
        private int highest = -1;

        Merging(ObjectNode root) {
            added = root.withArray("added_tokens");
            JsonNode entries = root.path("model").path("vocab");
            entries.properties().forEach(e -> vocabulary.put(e.getKey(), e.getValue().asInt()));
            for (int id = 0; entries.isArray() && id < entries.size(); id++) {
                vocabulary.putIfAbsent(entries.get(id).path(0).asText(), id);
            }
            for (int place = 0; place < added.size(); place++) {
                places.put(added.get(place).path("content").asText(), place);
                highest = Math.max(highest, added.get(place).path("id").asInt(-1));
            }
        }

        int free() {
            return Math.max(highest + 1, vocabulary.size());
        }

        void add(AddedToken token) {
            Integer place = places.get(token.content());
            if (place != null) {
                added.set(place, token.json(added.get(place).path("id").asInt()));
                return;
            }
            Integer own = vocabulary.get(token.content());
            int id = own != null ? own : free();
            highest = Math.max(highest, id);
            places.put(token.content(), added.size());
            added.add(token.json(id));
        }
    }
}
