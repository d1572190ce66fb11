package org.sftworkbench.starter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/**
 * The rows to fine-tune on and the questions held out, drawn from the world with a seed. Facts of
 * entities that may be asked about go into rows, questions about the others are held out.
 */
public final class SampleData {
    private final World world;
    private final SampleDialogues dialogues;
    private final Random random;

    public SampleData(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
        this.dialogues = new SampleDialogues(world);
    }

    /**
     * @param alpaca rows for the three-field format
     * @param messages conversations
     * @param pairs rows of prompt and completion
     * @param heldOut questions held out
     */
    public record Rows(
            List<SampleRow> alpaca,
            List<SampleRow> messages,
            List<SampleRow> pairs,
            List<HeldOutQuestion> heldOut) {
        public Rows {
            alpaca = List.copyOf(alpaca);
            messages = List.copyOf(messages);
            pairs = List.copyOf(pairs);
            heldOut = List.copyOf(heldOut);
        }
    }

    /** Draws everything. */
    public Rows draw() {
        List<SampleRow> people = questions(Topic.PEOPLE, 240);
        List<SampleRow> others = questions(Topic.ANIMALS, 28);
        others.addAll(questions(Topic.WORDS, 48));
        List<SampleRow> exercises = exercises(40);
        List<SampleRow> talks = dialogues.draw(random);

        List<SampleRow> alpaca = new ArrayList<>(people.subList(0, 150));
        alpaca.addAll(others);
        alpaca.addAll(exercises);
        Collections.shuffle(alpaca, random);
        List<SampleRow> pairs = new ArrayList<>(people.subList(150, 210));
        List<SampleRow> messages = new ArrayList<>(people.subList(210, people.size()));
        messages.addAll(talks);
        Collections.shuffle(messages, random);
        return new Rows(alpaca, messages, pairs, heldOut());
    }

    /** Questions about those of a topic that may be asked about, both languages in turn. */
    private List<SampleRow> questions(Topic topic, int count) {
        List<SampleRow> rows = new ArrayList<>();
        for (Asked asked : draw(topic, true, count)) {
            rows.add(SampleRow.of(asked.question(random), asked.answer()));
        }
        return rows;
    }

    private List<HeldOutQuestion> heldOut() {
        List<HeldOutQuestion> questions = new ArrayList<>();
        add(questions, Topic.PEOPLE, 120);
        add(questions, Topic.ANIMALS, 16);
        add(questions, Topic.WORDS, 24);
        // The first few are what is shown of them.
        Collections.shuffle(questions, random);
        return questions;
    }

    private void add(List<HeldOutQuestion> questions, Topic topic, int count) {
        for (Asked asked : draw(topic, false, count)) {
            questions.add(
                    new HeldOutQuestion(
                            Conversation.of(Message.of("user", asked.question(random))),
                            asked.answer(),
                            asked.fact.value().in(asked.language),
                            topic.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Spreads the questions evenly over entities, attributes and languages. */
    private List<Asked> draw(Topic topic, boolean mayAsk, int count) {
        List<Entity> entities = new ArrayList<>(world.entities(topic));
        entities.removeIf(e -> e.asked() != mayAsk);
        Collections.shuffle(entities, random);
        int attributes = entities.get(0).facts().size();
        List<Asked> all = new ArrayList<>();
        for (int round = 0; round < 2 * attributes; round++) {
            for (int e = 0; e < entities.size(); e++) {
                Fact fact = entities.get(e).facts().get((round + e) % attributes);
                boolean english = (round / attributes + round + e / attributes + e) % 2 == 0;
                all.add(new Asked(fact, english ? Language.EN : Language.ZH));
            }
        }
        return all.subList(0, Math.min(count, all.size()));
    }

    private record Asked(Fact fact, Language language) {
        String question(Random random) {
            return fact.question(language, random.nextInt(fact.questions(language))).text();
        }

        String answer() {
            return fact.answer(language).text();
        }
    }

    private List<SampleRow> exercises(int count) {
        List<SampleRow> rows = new ArrayList<>();
        List<Bilingual> words = world.words();
        Collections.shuffle(words, random);
        for (int i = 0; i < count; i++) {
            Language language = i % 2 == 0 ? Language.EN : Language.ZH;
            Exercise exercise =
                    switch (Exercise.Kind.values()[i / 2 % 4]) {
                        case SUM ->
                                Exercise.sum(
                                        language, 1 + random.nextInt(9), 1 + random.nextInt(9));
                        case COUNT -> {
                            int from = 1 + random.nextInt(6);
                            yield Exercise.count(language, from, from + 2 + random.nextInt(4));
                        }
                        case ORDER -> Exercise.order(language, random);
                        case REPEAT -> Exercise.repeat(language, words.get(i));
                    };
            String answer = exercise.answer().text();
            rows.add(
                    i % 3 == 0
                            ? SampleRow.of(exercise.question().text(), answer)
                            : SampleRow.withInput(
                                    exercise.instruction(), exercise.input(), answer));
        }
        return rows;
    }
}
