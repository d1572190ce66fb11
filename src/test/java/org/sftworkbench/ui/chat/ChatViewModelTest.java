package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Sampling;
import org.sftworkbench.model.Precision;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.words.Words;

class ChatViewModelTest {
    private static final Path BASE = Path.of("models", "base");
    private static final Path TUNED = Path.of("runs", "tuned");
    private static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }} {{ m.content }}<|im_end|>{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant {% endif %}";

    private final FakeEngine engine = new FakeEngine();
    private final WordTokenizer words = new WordTokenizer();
    private final AtomicLong clock = new AtomicLong();
    private ChatViewModel view;

    @TempDir Path talks;

    @BeforeEach
    void openBothModels() {
        view =
                new ChatViewModel(
                        engine,
                        Runnable::run,
                        Runnable::run,
                        Runnable::run,
                        directory -> words,
                        () -> clock.addAndGet(500_000_000),
                        talks,
                        Words.english());
        view.pacedProperty().set(false);
        view.encodingProperty()
                .set(
                        new EncodingOptions(
                                new TemplateChoice.Jinja(TEMPLATE),
                                new MaskPolicy.Assistant(),
                                Map.of()));
        view.baseDirectoryProperty().set(BASE);
        view.tokenizerProperty().set(words);
        view.tunedDirectoryProperty().set(TUNED);
    }

    @Test
    void bothModelsAreAskedTheSameQuestion() {
        ask("Where does Mira live");

        assertThat(generate(0).model()).isEqualTo(BASE);
        assertThat(generate(1).model()).isEqualTo(TUNED);
        assertThat(prompt(0, 0))
                .isEqualTo("<|im_start|>user Where does Mira live<|im_end|><|im_start|>assistant ");
        assertThat(prompt(1, 0)).isEqualTo(prompt(0, 0));
        assertThat(view.stateProperty().get()).isEqualTo(ChatState.GENERATING);
        assertThat(view.inputs().questionProperty().get()).isEmpty();
        assertThat(view.canSendProperty().get()).isFalse();
    }

    @Test
    void modelsAreAskedInThePrecisionThatIsChosen() {
        ask("Where does Mira live");
        assertThat(generate(0).modelSettings().precision()).isEqualTo(Precision.FLOAT32);
        finish(0, row(Continuation.Stop.LENGTH, -1, "Where"));
        finish(1, row(Continuation.Stop.LENGTH, -1, "Where"));

        view.sampling().precisionProperty().set(Precision.BF16);
        ask("Where does Mira live");
        assertThat(generate(2).modelSettings().precision()).isEqualTo(Precision.BF16);

        view.sampling().reset();
        assertThat(view.sampling().precisionProperty().get()).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void answersGrowTokenByTokenAndSayHowTheyEnded() {
        ask("Where does Mira live");
        say(0, "Where");
        say(0, " does");
        Answer base = answer(view.base(), 0);
        assertThat(base.text()).isEqualTo("Where does");
        assertThat(base.endingProperty().get()).isNull();
        finish(0, row(Continuation.Stop.LENGTH, -1, "Where", " does"));
        assertThat(base.endingProperty().get()).isEqualTo(new Ending.Cut(2, true));
        assertThat(view.stateProperty().get()).isEqualTo(ChatState.GENERATING);

        say(1, "Oslo");
        say(1, "<|im_end|>");
        finish(1, row(Continuation.Stop.EOS, WordTokenizer.IM_END, "Oslo", "<|im_end|>"));

        Answer tuned = answer(view.tuned(), 0);
        assertThat(tuned.tokens())
                .extracting(AnswerToken::text)
                .containsExactly("Oslo", "<|im_end|>");
        assertThat(tuned.tokens()).extracting(AnswerToken::special).containsExactly(false, true);
        assertThat(tuned.text()).isEqualTo("Oslo");
        assertThat(tuned.endingProperty().get().said(Words.english()))
                .isEqualTo("stopped by <|im_end|>");
        assertThat(view.stateProperty().get()).isEqualTo(ChatState.READY);
    }

    @Test
    void speedIsMeasuredFromTheFirstTokenToTheLast() {
        ask("Hello");
        say(0, "a");
        assertThat(answer(view.base(), 0).tokensPerSecondProperty().get()).isNaN();
        say(0, "b");
        say(0, "c");

        assertThat(answer(view.base(), 0).writtenProperty().get()).isEqualTo(3);
        assertThat(answer(view.base(), 0).tokensPerSecondProperty().get()).isEqualTo(2);
    }

    @Test
    void answerOfAllAllowedTokensIsCutNotFull() {
        view.sampling().maxNewTokens().textProperty().set("2");
        ask("Hello");
        say(0, "a");
        say(0, "b");
        finish(0, row(Continuation.Stop.LENGTH, -1, "a", "b"));

        assertThat(answer(view.base(), 0).endingProperty().get().said(Words.english()))
                .isEqualTo("cut at 2 tokens, did not stop");
    }

    @Test
    void eachModelIsRemindedOfItsOwnAnswers() {
        view.inputs().systemProperty().set(" Be brief ");
        ask("One");
        say(0, "parrot");
        finish(0, row(Continuation.Stop.LENGTH, -1, "parrot"));
        say(1, "answer");
        finish(1, row(Continuation.Stop.EOS, 2, "answer", "<|im_end|>"));

        ask("Two");

        String system = "<|im_start|>system Be brief<|im_end|>";
        assertThat(prompt(2, 0))
                .isEqualTo(
                        system
                                + "<|im_start|>user One<|im_end|><|im_start|>assistant"
                                + " parrot<|im_end|><|im_start|>user Two<|im_end|>"
                                + "<|im_start|>assistant ");
        assertThat(prompt(3, 0)).contains("assistant answer<|im_end|>").doesNotContain("parrot");
    }

    @Test
    void anotherModelDoesNotTakeOverWhatTheOneBeforeSaid() {
        ask("One");
        say(0, "a");
        finish(0, row(Continuation.Stop.LENGTH, -1, "a"));
        say(1, "old");
        finish(1, row(Continuation.Stop.LENGTH, -1, "old"));
        view.tunedDirectoryProperty().set(Path.of("runs", "newer"));

        ask("Two");

        assertThat(view.tuned().talk().path()).hasSize(4);
        assertThat(generate(3).model()).isEqualTo(Path.of("runs", "newer"));
        assertThat(prompt(3, 0)).doesNotContain("old");
        assertThat(prompt(2, 0)).contains("assistant a<|im_end|>");
    }

    @Test
    void stopKeepsWhatWasSaidAndDoesNotWaitForWhoHasNotBegun() {
        ask("Hello");
        say(0, "some");
        view.stop();

        assertThat(engine.task(0).isCancelled()).isTrue();
        assertThat(engine.task(1).isCancelled()).isTrue();
        assertThat(view.stateProperty().get()).isEqualTo(ChatState.STOPPING);
        assertThat(answer(view.tuned(), 0).endingProperty().get()).isEqualTo(new Ending.ByUser());

        finish(0, row(Continuation.Stop.CANCELLED, -1, "some"));
        engine.task(1).tell(new Event.Cancelled(0));

        assertThat(view.stateProperty().get()).isEqualTo(ChatState.READY);
        assertThat(answer(view.base(), 0).text()).isEqualTo("some");
        assertThat(answer(view.base(), 0).endingProperty().get().said(Words.english()))
                .isEqualTo("stopped by you");
        assertThat(view.problemProperty().get()).isNull();
    }

    @Test
    void stopBeforeTheFirstTokenGivesTheQuestionBackAtOnce() {
        ask("Hello");
        view.stop();

        assertThat(view.stateProperty().get()).isEqualTo(ChatState.READY);
        assertThat(view.inputs().questionProperty().get()).isEqualTo("Hello");
        assertThat(view.base().talk().path()).isEmpty();
        say(0, "late");
        assertThat(view.base().talk().path()).isEmpty();
    }

    @Test
    void failureOfBothKeepsTheQuestion() {
        ask("Hello");
        engine.task(0).tell(new Event.Failed("models/base: no config.json"));
        engine.task(1).tell(new Event.Failed("Out of memory"));

        assertThat(view.inputs().questionProperty().get()).isEqualTo("Hello");
        assertThat(view.base().talk().path()).isEmpty();
        assertThat(view.problemProperty().get().summary())
                .isEqualTo("Base model: models/base: no config.json\nFine-tuned: Out of memory");
        assertThat(view.canSendProperty().get()).isTrue();
    }

    @Test
    void failureOfOneIsMarkedAndLeftOutOfItsHistory() {
        ask("Hello");
        engine.task(0).tell(new Event.Failed("no"));
        say(1, "Hi");
        finish(1, row(Continuation.Stop.LENGTH, -1, "Hi"));
        assertThat(answer(view.base(), 0).endingProperty().get()).isEqualTo(new Ending.Failed());

        ask("Two");

        assertThat(prompt(2, 0)).doesNotContain("Hello");
        assertThat(prompt(3, 0)).contains("Hello");
    }

    @Test
    void brokenTemplateAsksNobodyAndKeepsTheQuestion() {
        view.encodingProperty()
                .set(
                        new EncodingOptions(
                                new TemplateChoice.Jinja("{% for"),
                                new MaskPolicy.Assistant(),
                                Map.of()));
        ask("Hello");

        assertThat(engine.commands()).isEmpty();
        assertThat(view.problemProperty().get()).isNotNull();
        assertThat(view.inputs().questionProperty().get()).isEqualTo("Hello");
        assertThat(view.stateProperty().get()).isEqualTo(ChatState.READY);
    }

    @Test
    void missingTemplateSaysWhatToDo() {
        view.encodingProperty().set(null);
        ask("Hello");

        assertThat(view.problemProperty().get().summary())
                .contains("no chat template")
                .contains("Template pane");
    }

    @Test
    void tokenizerThatCannotBeReadIsToldWithItsReason() {
        ChatViewModel other =
                new ChatViewModel(
                        engine,
                        Runnable::run,
                        Runnable::run,
                        Runnable::run,
                        directory -> {
                            throw new TokenizerException(directory + ": no such file");
                        },
                        () -> 0,
                        talks,
                        Words.english());
        other.tunedDirectoryProperty().set(TUNED);
        other.inputs().questionProperty().set("Hello");
        other.send();

        assertThat(other.problemProperty().get().summary()).endsWith("tuned: no such file");
        assertThat(other.stateProperty().get()).isEqualTo(ChatState.READY);
    }

    @Test
    void plainTextGoesToTheModelAsItStands() {
        view.inputs().kindProperty().set(PromptKind.PLAIN);
        view.inputs().systemProperty().set("Be brief");
        ask("Mira lives in");

        assertThat(prompt(0, 0)).isEqualTo("Mira lives in");
        say(0, " Oslo");
        finish(0, row(Continuation.Stop.LENGTH, -1, " Oslo"));
        say(1, "x");
        finish(1, row(Continuation.Stop.LENGTH, -1, "x"));
        view.inputs().kindProperty().set(PromptKind.TEMPLATE);
        ask("Two");
        assertThat(prompt(2, 0)).doesNotContain("Mira");
    }

    @Test
    void samplingSettingsReachTheEngine() {
        view.sampling().greedyProperty().set(false);
        view.sampling().temperature().textProperty().set("1.5");
        view.sampling().topP().textProperty().set("0.9");
        view.sampling().topK().textProperty().set("40");
        view.sampling().minP().textProperty().set("0.05");
        view.sampling().repetitionPenalty().textProperty().set("1.1");
        view.sampling().stopStringsProperty().set("\\nuser\n###\n");
        view.sampling().seed().textProperty().set("7");
        view.sampling().maxNewTokens().textProperty().set("64");
        view.sampling().ignoreEosProperty().set(true);
        ask("Hello");

        assertThat(generate(0).settings())
                .isEqualTo(
                        new GenerationSettings(
                                64,
                                new Sampling(1.5, 40, 0.9, 0.05, 1.1, 7),
                                true,
                                List.of("\nuser", "###"),
                                5));
    }

    @Test
    void badNumberKeepsSendAwayOnlyWhereItIsUsed() {
        view.inputs().questionProperty().set("Hello");
        view.sampling().topP().textProperty().set("1.5");
        assertThat(view.canSendProperty().get()).isTrue();

        view.sampling().greedyProperty().set(false);

        assertThat(view.canSendProperty().get()).isFalse();
        assertThat(view.refusalProperty().get())
                .isEqualTo("Top-p must be a number above 0 and at most 1, not “1.5”.");
        view.sampling().reset();
        assertThat(view.canSendProperty().get()).isTrue();
    }

    @Test
    void withoutFineTunedModelOnlyTheBaseIsAsked() {
        view.tunedDirectoryProperty().set(null);
        view.inputs().questionProperty().set("Hello");
        view.inputs().shownProperty().set(ShownSides.TUNED);
        assertThat(view.canSendProperty().get()).isFalse();
        assertThat(view.refusalProperty().get()).contains("no fine-tuned model yet");

        view.inputs().shownProperty().set(ShownSides.BOTH);
        view.send();

        assertThat(engine.commands()).hasSize(1);
        assertThat(generate(0).model()).isEqualTo(BASE);
    }

    @Test
    void modelChosenByTheUserStaysUntilAnotherIsOffered() {
        view.tuned().choose(Path.of("mine"));
        assertThat(view.tuned().directoryProperty().get()).isEqualTo(Path.of("mine"));
        view.tunedDirectoryProperty().set(Path.of("runs", "newest"));
        assertThat(view.tuned().directoryProperty().get()).isEqualTo(Path.of("runs", "newest"));
    }

    @Test
    void linesOfABatchAreOneLeftPaddedBatch() {
        batch("Hi", "", "Where does Mira live");

        assertThat(generate(0).prompts()).hasSize(2);
        assertThat(view.batchShownProperty().get()).isTrue();
        List<String> rows = Drawings.lines(view.base().gridProperty().get());
        assertThat(rows)
                .containsExactly(
                        "pad pad pad <|im_start|> user ␣Hi <|im_end|> <|im_start|> assistant ␣",
                        "0 0 0 1 1 1 1 1 1 1",
                        "0 0 0 0 1 2 3 4 5 6",
                        "<|im_start|> user ␣Where ␣does ␣Mira ␣live <|im_end|> <|im_start|>"
                                + " assistant ␣",
                        "1 1 1 1 1 1 1 1 1 1",
                        "0 1 2 3 4 5 6 7 8 9");
        assertThat(view.base().gridSummaryProperty().get())
                .isEqualTo("B × T = 2 × 10 = 20 cells · 15.0 % padding · written columns: 0");
        assertThat(view.inputs().promptsProperty().get()).isNotEmpty();
    }

    @Test
    void rowsOfABatchEndAtDifferentTimes() {
        batch("Hi", "Where does Mira live");
        say(0, "Hello", "Oslo");
        say(0, "<|im_end|>", " is");
        say(0, null, " nice");
        assertThat(view.base().batch())
                .extracting(row -> row.answer().endingProperty().get())
                .containsExactly(new Ending.Stopped("<|im_end|>"), null);
        finish(
                0,
                row(Continuation.Stop.EOS, WordTokenizer.IM_END, "Hello", "<|im_end|>"),
                row(Continuation.Stop.LENGTH, -1, "Oslo", " is", " nice"));

        List<Exchange> rows = view.base().batch();
        assertThat(rows)
                .extracting(row -> row.answer().text())
                .containsExactly("Hello", "Oslo is nice");
        assertThat(rows)
                .extracting(row -> row.answer().writtenProperty().get())
                .containsExactly(2, 3);
        assertThat(rows.get(0).answer().endingProperty().get())
                .isEqualTo(new Ending.Stopped("<|im_end|>"));
        List<String> lines = Drawings.lines(view.base().gridProperty().get());
        assertThat(lines.get(0)).endsWith("Hello <|im_end|> –");
        assertThat(lines.get(2)).endsWith("5 6 7 8 9");
        assertThat(lines.get(3)).endsWith("Oslo ␣is ␣nice");
        assertThat(Drawings.kinds(view.base().gridProperty().get(), 0))
                .endsWith("WRITTEN", "STOP", "IGNORED");
    }

    @Test
    void batchOfTooManyPromptsIsRefusedWithTheirNumber() {
        view.inputs().modeProperty().set(ChatMode.BATCH);
        view.inputs().promptsProperty().set("Hi\n".repeat(33));

        assertThat(view.canSendProperty().get()).isFalse();
        assertThat(view.refusalProperty().get())
                .isEqualTo("At most 32 prompts go into one batch here; there are 33.");
    }

    @Test
    void drawingTurnsToTheSideThatWrites() {
        batch("Hi");
        assertThat(view.drawnProperty().get()).isSameAs(view.base());
        say(0, "a");
        finish(0, row(Continuation.Stop.LENGTH, -1, "a"));
        say(1, "b");
        assertThat(view.drawnProperty().get()).isSameAs(view.tuned());
    }

    @Test
    void whatAChatHasRunIsNotDrawnAsABatchAndIsThereAgainInTheChat() {
        view.batchShownProperty().set(true);
        ask("One");
        say(0, "a");
        finish(0, row(Continuation.Stop.LENGTH, -1, "a"));
        say(1, "b");
        finish(1, row(Continuation.Stop.LENGTH, -1, "b"));
        String ofChat = view.base().gridSummaryProperty().get();
        assertThat(ofChat).isNotEmpty();

        view.inputs().modeProperty().set(ChatMode.BATCH);
        assertThat(view.base().gridSummaryProperty().get()).isEmpty();
        assertThat(view.base().gridProperty().get()).isEqualTo(GridContent.EMPTY);

        view.inputs().modeProperty().set(ChatMode.CHAT);
        view.batchShownProperty().set(true);
        assertThat(view.base().gridSummaryProperty().get()).isEqualTo(ofChat);

        view.talks().open(view.talks().currentProperty().get());
        assertThat(view.base().talk().path()).hasSize(2);
        assertThat(view.base().gridSummaryProperty().get()).isEmpty();
    }

    @Test
    void promptsOfABatchKnowNothingOfTheChat() {
        ask("One");
        say(0, "a");
        finish(0, row(Continuation.Stop.LENGTH, -1, "a"));
        say(1, "b");
        finish(1, row(Continuation.Stop.LENGTH, -1, "b"));
        batch("Two");

        assertThat(prompt(2, 0)).doesNotContain("One");
        assertThat(view.base().talk().path()).hasSize(2);
    }

    @Test
    void newChatForgetsAndLastQuestionCanBeRecalled() {
        ask("One");
        view.clear();
        assertThat(view.base().talk().path()).hasSize(2);
        say(0, "a");
        finish(0, row(Continuation.Stop.LENGTH, -1, "a"));
        say(1, "b");
        finish(1, row(Continuation.Stop.LENGTH, -1, "b"));

        view.clear();
        assertThat(view.base().talk().path()).isEmpty();
        assertThat(view.tuned().talk().path()).isEmpty();
        view.inputs().recall();
        assertThat(view.inputs().questionProperty().get()).isEqualTo("One");
    }

    @Test
    void blankQuestionIsNotSent() {
        view.inputs().questionProperty().set("  \n");
        assertThat(view.canSendProperty().get()).isFalse();
        view.send();
        assertThat(engine.commands()).isEmpty();
    }

    private void ask(String question) {
        view.inputs().questionProperty().set(question);
        view.send();
    }

    private void batch(String... lines) {
        view.inputs().modeProperty().set(ChatMode.BATCH);
        view.inputs().promptsProperty().set(String.join("\n", lines));
        view.send();
    }

    /** Tells a decoding step of the n-th command; null for rows that have ended. */
    private void say(int command, String... tokens) {
        int[] ids = Arrays.stream(tokens).mapToInt(t -> t == null ? -1 : words.id(t)).toArray();
        engine.task(command).tell(new Event.Tokens(ids));
    }

    private void finish(int command, Event.GeneratedRow... rows) {
        engine.task(command).tell(new Event.Generated(List.of(rows), 1));
    }

    private Event.GeneratedRow row(Continuation.Stop stop, int stopId, String... tokens) {
        return new Event.GeneratedRow(
                Arrays.stream(tokens).mapToInt(words::id).toArray(), stop, stopId);
    }

    private Command.Generate generate(int n) {
        return (Command.Generate) engine.commands().get(n);
    }

    private String prompt(int command, int row) {
        return words.decode(generate(command).prompts().get(row), false);
    }

    private static Answer answer(ChatSide side, int n) {
        return ((Reply) side.talk().path().get(2 * n + 1)).answer();
    }
}
