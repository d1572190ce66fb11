package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.words.Words;

/**
 * A conversation of 32,000 tokens: what it costs to be drawn again after a keystroke, and to be
 * scrolled. The bounds are on the processor time of the threads at work, which other programs on
 * the machine do not lengthen; the time that passed is printed beside it. More keystrokes with
 * {@code -Dsft.full=true}.
 */
@Tag("compiled")
class LongConversationTest extends FxTest {
    private static final int TOKENS = 32_000;
    private static final boolean FULL = Boolean.getBoolean("sft.full");
    private static final int WARM_UP = FULL ? 12 : 3;
    private static final int FIRST_WARM_UP = 20;
    private static final int RENDERS = FULL ? 15 : 5;

    /** From the end of the pause to the drawn tokens; half of what a user may wait. */
    private static final double RENDER_BOUND_MILLIS = 50;

    /** A page: 10 ms here. */
    private static final double SCROLL_BOUND_MILLIS = 60;

    /** What is said in it, and in how many turns. */
    private enum Text {
        ENGLISH(
                "Vince lives in a city by the sea and keeps a small grey cat that likes fish. ",
                40),
        MANY_TURNS_WITH_EMOJI(
                "A small grey cat that likes fish lives by the sea in a city. 😀", 160),
        RUSSIAN("Вася живёт в городе у моря и держит серого кота, который любит рыбу. ", 40),
        CHINESE("小明住在海边的一个城市里，养了一只喜欢吃鱼的灰色小猫。", 40),
        EMOJI("😀🐱🌊 ❤️👨‍👩‍👧 ", 40),
        ONE_ENGLISH_MESSAGE("A small grey cat that likes fish lives by the sea.\n", 1),
        ONE_CHINESE_MESSAGE("小明住在海边的一个城市里，养了一只喜欢吃鱼的灰色小猫。\n", 1);

        private final String sentence;
        private final int turns;

        Text(String sentence, int turns) {
            this.sentence = sentence;
            this.turns = turns;
        }

        Conversation conversation(Tokenizer tokenizer) {
            int perSentence = tokenizer.encode(sentence.repeat(20)).length() / 20;
            int sentences = 1 + 33_000 / perSentence;
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < turns; i++) {
                int each = 1 + sentences / turns;
                int asked = turns == 1 ? 1 : each / 3;
                int answered = turns == 1 ? each : each - asked;
                messages.add(Message.of("user", i + ": " + sentence.repeat(asked)));
                messages.add(Message.of("assistant", i + ": " + sentence.repeat(answered)));
            }
            return new Conversation(messages);
        }
    }

    private final ExecutorService background = daemon("rendering");
    private final ExecutorService checking = daemon("checking");
    private final AtomicReference<Runnable> pauseEnds = new AtomicReference<>();

    @AfterEach
    void endTheThreads() {
        background.shutdownNow();
        checking.shutdownNow();
    }

    private static Stream<Text> texts() {
        return FULL
                ? Stream.of(Text.values())
                : Stream.of(Text.ENGLISH, Text.CHINESE, Text.EMOJI, Text.ONE_ENGLISH_MESSAGE);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isDrawnAgainSoonAfterAKeystrokeAndScrollsSmoothly(Text text) throws Exception {
        Path starter = Path.of("assets", "starter");
        Assumptions.assumeTrue(Files.isDirectory(starter), "needs assets/starter");
        Tokenizer tokenizer = HuggingFaceFileTokenizer.open(starter);
        Executor later = pauseEnds::set;
        TemplateViewModel model =
                runFx(
                        () ->
                                new TemplateViewModel(
                                        Words.english(),
                                        new TemplateViewModel.Threads(
                                                background, checking, checking),
                                        FxExecutors.fx(),
                                        later));
        Stage stage = show(runFx(() -> new TemplatePane(model)), 1360, 860);
        doFx(
                () -> {
                    model.tokenizerProperty().set(tokenizer);
                    model.rows().setAll(new DataRow(1, 1, text.conversation(tokenizer)));
                    pauseEnds.get().run();
                });
        waitUntil(
                "it is drawn",
                () ->
                        model.exampleProperty().get() != null
                                && model.exampleProperty().get().tokens().size() > TOKENS);
        waitForFxEvents();

        List<Cost> renders = new ArrayList<>();
        // The first finds nothing compiled, as few other windows were drawn before.
        int warmUp = text.ordinal() == 0 ? Math.max(WARM_UP, FIRST_WARM_UP) : WARM_UP;
        for (int i = 0; i < warmUp + RENDERS; i++) {
            Cost cost = renderedAfterKeystroke(model, stage, i);
            if (i >= warmUp) {
                renders.add(cost);
            }
        }
        List<Cost> scrolls = new ArrayList<>();
        ListView<?> lines = runFx(() -> (ListView<?>) stage.getScene().lookup(".token-lines"));
        int last = runFx(() -> lines.getItems().size());
        for (int i = 1; i <= 20; i++) {
            int to = last * i / 21;
            scrolls.add(runFx(() -> scrolled(stage, lines, to)));
        }
        doFx(stage::close);
        System.out.printf(
                "%s, %d tokens in %d messages: drawn again %s after the pause (median of %d;"
                        + " least %s), a page scrolled in %s%n",
                text,
                model.exampleProperty().get().tokens().size(),
                model.conversation().messages().size(),
                median(renders),
                renders.size(),
                least(renders),
                median(scrolls));
        assertThat(least(renders).work()).isLessThan(RENDER_BOUND_MILLIS);
        assertThat(median(scrolls).work()).isLessThan(SCROLL_BOUND_MILLIS);
    }

    /**
     * What something took.
     *
     * @param passed milliseconds that passed
     * @param work milliseconds of processor time of the threads at work on it
     */
    private record Cost(double passed, double work) {
        @Override
        public String toString() {
            return String.format("%.0f ms (%.0f ms of work)", passed, work);
        }
    }

    /** From the end of the pause after a keystroke to the new tokens laid out for the screen. */
    private Cost renderedAfterKeystroke(TemplateViewModel model, Stage stage, int i)
            throws Exception {
        waitUntil("it is checked", () -> !model.checks().runningProperty().get());
        doFx(
                () -> {
                    var messages = model.conversation().messages();
                    var content = messages.get(messages.size() / 2).contentProperty();
                    content.set(content.get() + " a" + i);
                });
        nextPulse(stage);
        CountDownLatch rendered = new CountDownLatch(1);
        long[] passed = new long[1];
        long[] drawing = new long[1];
        Runnable laidOut =
                new Runnable() {
                    @Override
                    public void run() {
                        stage.getScene().removePostLayoutPulseListener(this);
                        passed[0] += System.nanoTime();
                        drawing[0] += cpuTime();
                        rendered.countDown();
                    }
                };
        ChangeListener<AnnotatedExample> listener =
                (p, old, now) -> {
                    stage.getScene().addPostLayoutPulseListener(laidOut);
                    Platform.requestNextPulse();
                };
        long encodingBefore = background.submit(LongConversationTest::cpuTime).get();
        doFx(
                () -> {
                    model.exampleProperty().addListener(listener);
                    passed[0] = -System.nanoTime();
                    drawing[0] = -cpuTime();
                    pauseEnds.get().run();
                });
        assertThat(rendered.await(2, TimeUnit.MINUTES)).isTrue();
        doFx(() -> model.exampleProperty().removeListener(listener));
        long encoding = background.submit(LongConversationTest::cpuTime).get() - encodingBefore;
        return new Cost(passed[0] / 1e6, (drawing[0] + encoding) / 1e6);
    }

    /** Lets what was typed be laid out. */
    private static void nextPulse(Stage stage) throws InterruptedException {
        CountDownLatch pulsed = new CountDownLatch(1);
        Runnable listener = pulsed::countDown;
        doFx(
                () -> {
                    stage.getScene().addPostLayoutPulseListener(listener);
                    Platform.requestNextPulse();
                });
        assertThat(pulsed.await(2, TimeUnit.MINUTES)).isTrue();
        doFx(() -> stage.getScene().removePostLayoutPulseListener(listener));
    }

    private static Cost scrolled(Stage stage, ListView<?> lines, int to) {
        long start = System.nanoTime();
        long work = cpuTime();
        lines.scrollTo(to);
        stage.getScene().getRoot().layout();
        return new Cost((System.nanoTime() - start) / 1e6, (cpuTime() - work) / 1e6);
    }

    /** Of this thread, in nanoseconds. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static ExecutorService daemon(String name) {
        return FxExecutors.daemon(name, (thread, error) -> error.printStackTrace());
    }

    private static Cost least(List<Cost> costs) {
        return new Cost(
                costs.stream().mapToDouble(Cost::passed).min().orElseThrow(),
                costs.stream().mapToDouble(Cost::work).min().orElseThrow());
    }

    private static Cost median(List<Cost> costs) {
        return new Cost(
                costs.stream().map(Cost::passed).sorted().toList().get(costs.size() / 2),
                costs.stream().map(Cost::work).sorted().toList().get(costs.size() / 2));
    }
}
