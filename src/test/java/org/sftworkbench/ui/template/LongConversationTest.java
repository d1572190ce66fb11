package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.FxExecutors;

/**
 * A conversation of 32,000 tokens: what it costs to be drawn again after a keystroke, and to be
 * scrolled. The bounds are on the processor time of the threads at work, which other programs on
 * the machine do not lengthen; the time that passed is printed beside it.
 */
class LongConversationTest extends FxTest {
    private static final int TOKENS = 32_000;

    /** From the end of the pause to the drawn tokens, the least of many: RENDER_FIGURES. */
    private static final double RENDER_BOUND_MILLIS = 100;

    /** A page: 10 ms here. */
    private static final double SCROLL_BOUND_MILLIS = 60;

    private final ExecutorService background = daemon("rendering");
    private final ExecutorService checking = daemon("checking");

    @AfterEach
    void endTheThreads() {
        background.shutdownNow();
        checking.shutdownNow();
    }

    @Test
    void isDrawnAgainSoonAfterAKeystrokeAndScrollsSmoothly() throws Exception {
        measure(longConversation(40, ""));
    }

    @Test
    void soItIsOfManyTurnsWithAnEmojiInEach() throws Exception {
        measure(longConversation(160, " \uD83D\uDE00"));
    }

    private void measure(Conversation conversation) throws Exception {
        Path starter = Path.of("assets", "starter");
        Assumptions.assumeTrue(Files.isDirectory(starter), "needs assets/starter");
        TemplateViewModel model =
                runFx(
                        () ->
                                new TemplateViewModel(
                                        background,
                                        checking,
                                        FxExecutors.fx(),
                                        FxExecutors.fxAfter(Duration.ofMillis(1))));
        Stage stage = show(runFx(() -> new TemplatePane(model)), 1360, 860);
        doFx(
                () -> {
                    model.tokenizerProperty().set(HuggingFaceFileTokenizer.open(starter));
                    model.rows().setAll(new DataRow(1, 1, conversation));
                });
        waitUntil(
                "it is drawn",
                () ->
                        model.exampleProperty().get() != null
                                && model.exampleProperty().get().tokens().size() > TOKENS);
        waitForFxEvents();

        List<Cost> renders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            renders.add(renderedAfterKeystroke(model, stage, i));
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
                "%d tokens in %d messages: drawn again %s after the pause (median of %d; least %s), a"
                        + " page scrolled in %s%n",
                model.exampleProperty().get().tokens().size(),
                conversation.messages().size(),
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

    /** From a keystroke, with next to no pause, to the new tokens laid out. */
    private Cost renderedAfterKeystroke(TemplateViewModel model, Stage stage, int i)
            throws Exception {
        waitUntil("it is checked", () -> !model.checks().runningProperty().get());
        CountDownLatch rendered = new CountDownLatch(1);
        long[] passed = new long[1];
        long[] drawing = new long[1];
        InvalidationListener listener =
                o ->
                        Platform.runLater(
                                () -> {
                                    stage.getScene().getRoot().applyCss();
                                    stage.getScene().getRoot().layout();
                                    passed[0] += System.nanoTime();
                                    drawing[0] += cpuTime();
                                    rendered.countDown();
                                });
        long encodingBefore = background.submit(LongConversationTest::cpuTime).get();
        doFx(
                () -> {
                    model.exampleProperty().addListener(listener);
                    var content = model.conversation().messages().get(2).contentProperty();
                    passed[0] = -System.nanoTime();
                    drawing[0] = -cpuTime();
                    content.set(content.get() + " a" + i);
                });
        assertThat(rendered.await(2, TimeUnit.MINUTES)).isTrue();
        doFx(() -> model.exampleProperty().removeListener(listener));
        long encoding = background.submit(LongConversationTest::cpuTime).get() - encodingBefore;
        return new Cost(passed[0] / 1e6, (drawing[0] + encoding) / 1e6);
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

    /**
     * @param turns must divide 640
     * @param sign at the end of each question
     */
    private static Conversation longConversation(int turns, String sign) {
        List<Message> messages = new ArrayList<>();
        String sentence =
                "Vince lives in a city by the sea and keeps a small grey cat that likes fish. ";
        for (int i = 0; i < turns; i++) {
            messages.add(
                    Message.of(
                            "user", "Question " + i + ": " + sentence.repeat(640 / turns) + sign));
            messages.add(
                    Message.of("assistant", "Answer " + i + ": " + sentence.repeat(1120 / turns)));
        }
        return new Conversation(messages);
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
