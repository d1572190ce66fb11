package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.generate.TokenOdds;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

/** A chat of two models of words, whose answers a test writes. */
final class ChatDesk {
    static final Path BASE = Path.of("models", "base");
    static final Path TUNED = Path.of("runs", "tuned");
    static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }} {{ m.content }}<|im_end|>{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant {% endif %}";

    final FakeEngine engine = new FakeEngine();
    final WordTokenizer words = new WordTokenizer();
    final ChatViewModel view;

    ChatDesk(Path talks) {
        view =
                new ChatViewModel(
                        engine,
                        Runnable::run,
                        Runnable::run,
                        Runnable::run,
                        directory -> words,
                        System::nanoTime,
                        talks,
                        Words.english());
        view.pacedProperty().set(false);
        view.encodingProperty().set(encoding(TEMPLATE));
        view.baseDirectoryProperty().set(BASE);
        view.tokenizerProperty().set(words);
        view.tunedDirectoryProperty().set(TUNED);
    }

    static EncodingOptions encoding(String template) {
        return new EncodingOptions(
                new TemplateChoice.Jinja(template), new MaskPolicy.Assistant(), Map.of());
    }

    /** Asks both models and lets each answer in words that it ends by itself. */
    void exchange(String question, String base, String tuned) {
        ask(question);
        int first = engine.commands().size() - 2;
        answer(first, base);
        answer(first + 1, tuned);
    }

    void ask(String question) {
        view.inputs().questionProperty().set(question);
        view.send();
    }

    /** Answers the n-th command with words apart by a space, and ends the answer. */
    void answer(int command, String text) {
        List<Integer> ids = new ArrayList<>();
        for (String word : text.split("(?= )")) {
            int id = words.id(word);
            int other = words.id(" other");
            ids.add(id);
            engine.task(command)
                    .tell(
                            new Event.Tokens(
                                    new int[] {id},
                                    List.of(
                                            new TokenOdds(
                                                    0.6,
                                                    new int[] {id, other},
                                                    new double[] {0.6, 0.3}))));
        }
        ids.add(WordTokenizer.IM_END);
        engine.task(command).tell(new Event.Tokens(new int[] {WordTokenizer.IM_END}));
        engine.task(command)
                .tell(
                        new Event.Generated(
                                List.of(
                                        new Event.GeneratedRow(
                                                ids.stream().mapToInt(i -> i).toArray(),
                                                Continuation.Stop.EOS,
                                                WordTokenizer.IM_END)),
                                1));
    }

    /** Lets the n-th command say a word and go on. */
    void say(int command, String word) {
        engine.task(command).tell(new Event.Tokens(new int[] {words.id(word)}));
    }

    /** Ends the n-th command as the user's stop does. */
    void cancelled(int command) {
        engine.task(command).tell(new Event.Cancelled(0));
    }

    Command.Generate last() {
        return (Command.Generate) engine.commands().get(engine.commands().size() - 1);
    }

    String lastPrompt() {
        return words.decode(last().prompts().get(0), false);
    }

    Reply reply(ChatSide side, int n) {
        return (Reply) side.talk().path().get(2 * n + 1);
    }

    Question question(ChatSide side, int n) {
        return (Question) side.talk().path().get(2 * n);
    }

    /** What is shown on a side, message by message. */
    List<String> shown(ChatSide side) {
        return side.talk().path().stream()
                .map(
                        turn ->
                                turn instanceof Question question
                                        ? question.text()
                                        : ((Reply) turn).answer().text())
                .toList();
    }

    static int[] join(int[] first, int... more) {
        int[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
