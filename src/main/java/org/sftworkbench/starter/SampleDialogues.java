package org.sftworkbench.starter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.sftworkbench.chat.Message;

/**
 * Conversations of the sample data: several turns, system prompts, greetings, and turns that reason
 * before they answer.
 */
final class SampleDialogues {
    private static final Bilingual GUIDE =
            new Bilingual("You are a friendly guide to the little world.", "你是小小世界的友好向导。");
    private static final Bilingual SHORT = new Bilingual("Answer in one sentence.", "请用一句话回答。");
    private static final Bilingual THINK = new Bilingual("Think before you answer.", "先想一想，再回答。");
    private static final List<String[]> SMALL_TALK =
            List.of(
                    new String[] {"Hello!", "Hello! Ask me about the little world."},
                    new String[] {"你好！", "你好！想知道小小世界的什么？"},
                    new String[] {"Who are you?", "I am a small model that knows a little world."},
                    new String[] {"你是谁？", "我是一个小模型，知道一个小小世界。"},
                    new String[] {"Thank you!", "You are welcome."},
                    new String[] {"谢谢！", "不用客气。"},
                    new String[] {"Goodbye!", "Goodbye! Come back soon."},
                    new String[] {"再见！", "再见！欢迎再来。"});

    private final World world;

    SampleDialogues(World world) {
        this.world = world;
    }

    List<SampleRow> draw(Random random) {
        List<Entity> people = new ArrayList<>(world.entities(Topic.PEOPLE));
        people.removeIf(person -> !person.asked());
        Collections.shuffle(people, random);
        List<SampleRow> rows = new ArrayList<>();
        for (String[] pair : SMALL_TALK) {
            rows.add(SampleRow.of(pair[0], pair[1]));
        }
        for (int i = 0; i < 44; i++) {
            Language language = i % 2 == 0 ? Language.EN : Language.ZH;
            Entity person = people.get(i % people.size());
            Entity other = people.get((i + 1) % people.size());
            rows.add(
                    switch (i % 11) {
                        case 0, 1, 2, 3 -> twoTurns(random, language, person, person, null);
                        case 4, 5 -> twoTurns(random, language, person, other, GUIDE);
                        case 6, 7 -> oneTurn(random, language, person, i % 11 == 6 ? GUIDE : SHORT);
                        case 8 -> threeTurns(random, language, person);
                        default -> thinking(random, language, person, i % 11 == 9);
                    });
        }
        return rows;
    }

    private static SampleRow oneTurn(
            Random random, Language language, Entity person, Bilingual system) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.of("system", system.in(language)));
        ask(random, language, pick(random, person), messages);
        return row(messages);
    }

    private static SampleRow twoTurns(
            Random random, Language language, Entity first, Entity second, Bilingual system) {
        List<Message> messages = new ArrayList<>();
        if (system != null) {
            messages.add(Message.of("system", system.in(language)));
        }
        Fact one = pick(random, first);
        Fact two = pick(random, second);
        while (two.equals(one)) {
            two = pick(random, second);
        }
        ask(random, language, one, messages);
        ask(random, language, two, messages);
        return row(messages);
    }

    private static SampleRow threeTurns(Random random, Language language, Entity person) {
        List<Fact> facts = new ArrayList<>(person.facts());
        Collections.shuffle(facts, random);
        List<Message> messages = new ArrayList<>();
        facts.subList(0, 3).forEach(fact -> ask(random, language, fact, messages));
        return row(messages);
    }

    private static SampleRow thinking(
            Random random, Language language, Entity person, boolean inContent) {
        Fact fact = pick(random, person);
        String name = fact.subject().in(language);
        String thought =
                language == Language.EN
                        ? "The question is about " + name + ". I remember " + name + "."
                        : "这个问题是关于" + name + "的。我记得" + name + "。";
        List<Message> messages = new ArrayList<>();
        messages.add(Message.of("system", THINK.in(language)));
        ask(random, language, fact, messages);
        Message answer = messages.remove(messages.size() - 1);
        messages.add(
                inContent
                        ? Message.of(
                                "assistant",
                                "<think>\n" + thought + "\n</think>\n\n" + answer.text())
                        : answer.with("reasoning_content", thought));
        return row(messages);
    }

    private static void ask(Random random, Language language, Fact fact, List<Message> messages) {
        int form = random.nextInt(fact.questions(language));
        messages.add(Message.of("user", fact.question(language, form).text()));
        messages.add(Message.of("assistant", fact.answer(language).text()));
    }

    private static Fact pick(Random random, Entity entity) {
        return entity.facts().get(random.nextInt(entity.facts().size()));
    }

    private static SampleRow row(List<Message> messages) {
        return new SampleRow(messages.get(0).text(), "", messages);
    }
}
