package org.sftworkbench.starter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An endless stream of plain documents about the little world: no chat format, and not every
 * document closed. The same seed makes the same stream. Not thread-safe.
 */
public final class Corpus {
    private final World world;
    private final CorpusMix mix;
    private final Random random;
    private final List<Entity> people;
    private final List<Entity> others;
    private final List<Entity> askedPeople;
    private final List<Entity> askedOthers;
    private final List<Bilingual> names;
    private final List<Bilingual> words;

    public Corpus(World world, CorpusMix mix, long seed) {
        this.world = world;
        this.mix = mix;
        this.random = new Random(seed);
        people = world.entities(Topic.PEOPLE);
        names = world.names();
        words = world.words();
        others = world.entities().stream().filter(e -> e.topic() != Topic.PEOPLE).toList();
        askedPeople = people.stream().filter(Entity::asked).toList();
        askedOthers = others.stream().filter(Entity::asked).toList();
    }

    /** The next document. */
    public Document next() {
        Language language = random.nextBoolean() ? Language.EN : Language.ZH;
        double all = mix.portraits() + mix.crowds() + mix.prose() + mix.exercises();
        double kind = random.nextDouble() * all;
        List<Phrase> sentences;
        if (kind < mix.portraits()) {
            sentences = portrait(language);
        } else if (kind < mix.portraits() + mix.crowds()) {
            sentences = crowd(language);
        } else if (kind < mix.portraits() + mix.crowds() + mix.prose()) {
            sentences = prose(language);
        } else {
            sentences = exercises(language);
        }
        return new Document(join(withScenes(sentences, language), language), chance(mix.closed()));
    }

    private List<Phrase> portrait(Language language) {
        List<Phrase> sentences = new ArrayList<>();
        if (chance(mix.people())) {
            tellAll(pick(people), language, sentences);
        } else {
            tellAll(pick(others), language, sentences);
            tellAll(pick(others), language, sentences);
        }
        return sentences;
    }

    private void tellAll(Entity entity, Language language, List<Phrase> sentences) {
        if (chance(mix.requests())) {
            sentences.add(request(entity.name(), language));
        }
        List<Fact> facts = new ArrayList<>(entity.facts());
        Collections.shuffle(facts, random);
        facts.forEach(fact -> sentences.add(tell(fact, language)));
    }

    private List<Phrase> crowd(Language language) {
        List<Entity> from = chance(mix.people()) ? people : others;
        List<Phrase> sentences = new ArrayList<>();
        int count = 4 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Fact fact = pick(pick(from).facts());
            Phrase told = tell(fact, language);
            sentences.add(
                    chance(mix.requests())
                            ? request(fact.subject(), language)
                                    .then(pick(gaps(language)))
                                    .then(told)
                            : told);
        }
        return sentences;
    }

    /**
     * Names somebody and leaves open what will be told. Answering means to take a name over from a
     * question; were only those asked for about whom questions are told, the model would learn to
     * name nobody else.
     */
    private Phrase request(Bilingual name, Language language) {
        return Phrase.fill(pick(world.requests(language)), language, name.in(language), "");
    }

    /** What may stand between a question and its answer. */
    private static List<String> gaps(Language language) {
        return List.of(language == Language.EN ? " " : "", "\n", "\n\n");
    }

    private List<Phrase> prose(Language language) {
        List<Entity> from = chance(mix.people()) ? askedPeople : askedOthers;
        String way = pick(world.prose(language));
        List<Phrase> sentences = new ArrayList<>();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Fact fact = pick(pick(from).facts());
            Phrase question = fact.question(language, random.nextInt(fact.questions(language)));
            sentences.add(tellAsked(way, question, fact.answer(language), language));
        }
        return sentences;
    }

    private Phrase tellAsked(String way, Phrase question, Phrase answer, Language language) {
        String asking = pick(names).in(language);
        return new Phrase(
                way.replace("{a}", "|" + asking + "|")
                        .replace("{q}", question.marked())
                        .replace("{s}", answer.marked()));
    }

    private List<Phrase> exercises(Language language) {
        // A name at the head of a sentence is another token than the same name after a space, and
        // an answer has to get from
        // the one to the other: words are repeated most often, and answers follow in more than one
        // way.
        Exercise.Kind kind =
                chance(0.3) ? Exercise.Kind.REPEAT : pick(List.of(Exercise.Kind.values()));
        String beforeAnswer = pick(List.of(language == Language.EN ? " " : "", "\n", "\n\n"));
        List<Phrase> sentences = new ArrayList<>();
        int count = 3 + random.nextInt(3);
        boolean asked = kind == Exercise.Kind.REPEAT || chance(0.6);
        for (int i = 0; i < count; i++) {
            Exercise exercise = exercise(kind, language);
            sentences.add(
                    asked
                            ? exercise.question().then(beforeAnswer).then(exercise.answer())
                            : exercise.answer());
        }
        return sentences;
    }

    private Exercise exercise(Exercise.Kind kind, Language language) {
        return switch (kind) {
            case SUM -> Exercise.sum(language, 1 + random.nextInt(9), 1 + random.nextInt(9));
            case COUNT -> {
                int from = 1 + random.nextInt(6);
                yield Exercise.count(language, from, from + 2 + random.nextInt(4));
            }
            case ORDER -> Exercise.order(language, random);
            case REPEAT -> Exercise.repeat(language, pick(chance(0.5) ? names : words));
        };
    }

    private Phrase tell(Fact fact, Language language) {
        return chance(mix.answerForm())
                ? fact.answer(language)
                : fact.statement(language, random.nextInt(fact.statements(language)));
    }

    private List<Phrase> withScenes(List<Phrase> sentences, Language language) {
        List<Phrase> all = new ArrayList<>();
        for (Phrase sentence : sentences) {
            if (chance(mix.scene())) {
                all.add(Phrase.fill(pick(world.scenes(language)), language, "", ""));
            }
            all.add(sentence);
        }
        return all;
    }

    private Phrase join(List<Phrase> sentences, Language language) {
        String separator =
                switch (random.nextInt(4)) {
                    case 0 -> "\n";
                    case 1 -> "\n\n";
                    default -> language == Language.EN ? " " : "";
                };
        Phrase body = sentences.get(0);
        for (Phrase sentence : sentences.subList(1, sentences.size())) {
            body = body.then(separator).then(sentence);
        }
        return body;
    }

    private boolean chance(double chance) {
        return random.nextDouble() < chance;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
