package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
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
 * @param named special tokens that have a name, in the order of transformers
 * @param nameless special tokens without one
 * @param reach how far the configuration goes before {@code tokenizer.json}
 */
record ConfiguredTokens(
        List<AddedToken> listed,
        List<AddedToken> older,
        List<AddedToken> named,
        List<AddedToken> nameless,
        Reach reach) {
    ConfiguredTokens {
        listed = List.copyOf(listed);
        older = List.copyOf(older);
        named = List.copyOf(named);
        nameless = List.copyOf(nameless);
    }

    /**
     * How far a configuration goes before {@code tokenizer.json}.
     *
     * @param lists whether it has {@code added_tokens_decoder}, without which the tokens of the
     *     file are taken to be listed
     * @param alone whether the tokens that it lists are all there are, as of a class that builds
     *     itself
     * @param plain whether special tokens take no white space and are looked for as they are
     *     written, whatever is said of them
     */
    record Reach(boolean lists, boolean alone, boolean plain) {}

    /**
     * Adds what is missing, and gives tokens that are there the properties they have in
     * transformers.
     *
     * @param root what {@code tokenizer.json} holds; is changed
     * @return the first id that none of the file's tokens has; empty where there was nothing to
     *     change
     */
    OptionalInt addTo(ObjectNode root) {
        JsonNode added = root.path("added_tokens");
        Set<AddedToken> there = new LinkedHashSet<>();
        for (JsonNode token : added) {
            AddedToken.read(token, false).ifPresent(there::add);
        }
        boolean anew = reach.alone() && !listsInOrder(there);
        Set<AddedToken> missing = missing(anew ? Set.of() : there);
        if (missing.isEmpty() || !(added.isArray() || added.isMissingNode())) {
            return OptionalInt.empty();
        }
        int free = new Merging(root).free();
        if (anew) {
            root.putArray("added_tokens");
        }
        Merging merging = new Merging(root);
        missing.forEach(merging::add);
        return OptionalInt.of(free);
    }

    /** Whether those that are there are listed, in the same order: ids go by it. */
    private boolean listsInOrder(Set<AddedToken> there) {
        Set<String> wanted = contents(there);
        return listed.stream()
                .map(AddedToken::content)
                .filter(wanted::contains)
                .toList()
                .equals(there.stream().map(AddedToken::content).toList());
    }

    private static Set<String> contents(Collection<AddedToken> tokens) {
        return tokens.stream().map(AddedToken::content).collect(Collectors.toSet());
    }

    /** Those that are not there as they are to be, in the order in which they are added. */
    private Set<AddedToken> missing(Set<AddedToken> there) {
        Set<String> special = contents(named);
        // What the library once took to be special stays so.
        there.stream().filter(AddedToken::special).forEach(t -> special.add(t.content()));
        Set<AddedToken> missing = new LinkedHashSet<>();
        for (AddedToken token : reach.lists() ? listed : there) {
            missing.add(special.contains(token.content()) ? token.asSpecial() : token);
        }
        Set<String> known = contents(there);
        known.addAll(contents(missing));
        older.stream().filter(token -> known.add(token.content())).forEach(missing::add);
        for (AddedToken token : named) {
            if (known.add(token.content())) {
                missing.add(token.asSpecial());
            }
        }
        nameless.stream().filter(token -> known.add(token.content())).forEach(missing::add);
        Set<AddedToken> wanted = reach.plain() ? plain(missing) : missing;
        wanted.removeIf(token -> token.content().isEmpty() || there.contains(token));
        return wanted;
    }

    private Set<AddedToken> plain(Set<AddedToken> missing) {
        Set<String> special = contents(named);
        special.addAll(contents(nameless));
        Set<AddedToken> plain = new LinkedHashSet<>();
        for (AddedToken token : missing) {
            boolean isSpecial = special.contains(token.content());
            plain.add(isSpecial ? AddedToken.special(token.content()) : token);
        }
        special.forEach(content -> plain.add(AddedToken.special(content)));
        return plain;
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
