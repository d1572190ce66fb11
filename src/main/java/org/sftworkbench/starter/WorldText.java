package org.sftworkbench.starter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The names, values and sentence patterns that the little world is made from, as they stand in the
 * resource {@code little-world.json}.
 *
 * @param people names as [English, Chinese]
 * @param visitors names of those who only ask, and of whom nothing is told
 * @param personal what is so about each person; the values are drawn
 * @param animals animals with the index of their value for each attribute of {@code natural}
 * @param natural what is so about each animal
 * @param words word pairs as [English, Chinese] whose translation is told
 * @param moreWords word pairs that are only ever repeated
 * @param translation from an English word to the Chinese one, and back
 * @param scenes sentences that tell no fact
 * @param requests ways to ask for somebody without asking for anything in particular
 * @param prose ways to tell a question and its answer as on a page of prose, with the slots <code>
 *     {q}</code>, <code>{s}</code> and <code>{a}</code> for who asks
 */
record WorldText(
        List<List<String>> people,
        List<List<String>> visitors,
        List<AttributeText> personal,
        List<Animal> animals,
        List<AttributeText> natural,
        List<List<String>> words,
        List<List<String>> moreWords,
        List<AttributeText> translation,
        Attribute.Patterns scenes,
        Attribute.Patterns requests,
        Attribute.Patterns prose) {

    record AttributeText(
            String id,
            List<List<String>> values,
            Attribute.Patterns statements,
            Attribute.Patterns questions) {
        Attribute attribute() {
            List<Bilingual> pairs = values == null ? List.of() : pairs(values);
            return new Attribute(id, pairs, statements, questions);
        }
    }

    record Animal(List<String> name, List<Integer> values) {}

    static WorldText read() {
        try (InputStream in = WorldText.class.getResourceAsStream("little-world.json")) {
            if (in == null) {
                throw new IllegalStateException("little-world.json is missing from the program");
            }
            return new ObjectMapper().readValue(in, WorldText.class);
        } catch (IOException e) {
            throw new UncheckedIOException("little-world.json cannot be read", e);
        }
    }

    static List<Bilingual> pairs(List<List<String>> pairs) {
        return pairs.stream().map(WorldText::pair).toList();
    }

    static Bilingual pair(List<String> pair) {
        return new Bilingual(pair.get(0), pair.get(1));
    }
}
