package org.sftworkbench.starter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The little world: people with homes, jobs, pets, favourite food and instruments; animals; words
 * in two languages. The same seed makes the same world. Immutable.
 */
public final class World {
    private final List<Entity> entities;
    private final WorldText text;

    private World(List<Entity> entities, WorldText text) {
        this.entities = List.copyOf(entities);
        this.text = text;
    }

    /** Makes the world of a seed. */
    public static World of(long seed) {
        WorldText text = WorldText.read();
        Random random = new Random(seed);
        List<Entity> entities = new ArrayList<>();
        add(entities, Topic.PEOPLE, people(text, random), random);
        add(entities, Topic.ANIMALS, animals(text), random);
        add(entities, Topic.WORDS, words(text), random);
        return new World(entities, text);
    }

    public List<Entity> entities() {
        return entities;
    }

    public List<Entity> entities(Topic topic) {
        return entities.stream().filter(e -> e.topic() == topic).toList();
    }

    /** Sentences that tell no fact. */
    public List<String> scenes(Language language) {
        return text.scenes().in(language);
    }

    /** All names there are: of the people, and of visitors who only ask. */
    public List<Bilingual> names() {
        List<Bilingual> names = new ArrayList<>(WorldText.pairs(text.people()));
        names.addAll(WorldText.pairs(text.visitors()));
        return names;
    }

    /** Words that can be repeated, whether or not their translation is told. */
    public List<Bilingual> words() {
        List<Bilingual> words = new ArrayList<>(WorldText.pairs(text.words()));
        words.addAll(WorldText.pairs(text.moreWords()));
        return words;
    }

    /** Ways to ask for somebody without asking for anything in particular. */
    List<String> requests(Language language) {
        return text.requests().in(language);
    }

    /** Ways to tell a question and its answer in running prose. */
    List<String> prose(Language language) {
        return text.prose().in(language);
    }

    private static List<List<Fact>> people(WorldText text, Random random) {
        List<Bilingual> names = WorldText.pairs(text.people());
        List<List<Fact>> people = new ArrayList<>();
        names.forEach(name -> people.add(new ArrayList<>()));
        for (WorldText.AttributeText attributeText : text.personal()) {
            Attribute attribute = attributeText.attribute();
            List<Bilingual> drawn = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                drawn.add(attribute.values().get(i % attribute.values().size()));
            }
            Collections.shuffle(drawn, random);
            for (int i = 0; i < names.size(); i++) {
                people.get(i).add(new Fact(names.get(i), attribute, drawn.get(i)));
            }
        }
        return people;
    }

    private static List<List<Fact>> animals(WorldText text) {
        List<Attribute> natural =
                text.natural().stream().map(WorldText.AttributeText::attribute).toList();
        List<List<Fact>> animals = new ArrayList<>();
        for (WorldText.Animal animal : text.animals()) {
            List<Fact> facts = new ArrayList<>();
            for (int i = 0; i < natural.size(); i++) {
                Attribute attribute = natural.get(i);
                Bilingual value = attribute.values().get(animal.values().get(i));
                facts.add(new Fact(WorldText.pair(animal.name()), attribute, value));
            }
            animals.add(facts);
        }
        return animals;
    }

    private static List<List<Fact>> words(WorldText text) {
        Attribute toChinese = text.translation().get(0).attribute();
        Attribute toEnglish = text.translation().get(1).attribute();
        List<List<Fact>> facts = new ArrayList<>();
        for (Bilingual word : WorldText.pairs(text.words())) {
            Bilingual english = new Bilingual(word.en(), word.en());
            Bilingual chinese = new Bilingual(word.zh(), word.zh());
            facts.add(
                    List.of(
                            new Fact(english, toChinese, chinese),
                            new Fact(chinese, toEnglish, english)));
        }
        return facts;
    }

    private static void add(
            List<Entity> entities, Topic topic, List<List<Fact>> facts, Random random) {
        List<Boolean> asked = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            asked.add(i % 2 == 0);
        }
        Collections.shuffle(asked, random);
        for (int i = 0; i < facts.size(); i++) {
            entities.add(new Entity(topic, facts.get(i), asked.get(i)));
        }
    }
}
