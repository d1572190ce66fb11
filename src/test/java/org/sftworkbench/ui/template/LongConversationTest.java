package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.FxExecutors;

/** A conversation of 32,000 tokens: how long it takes to be drawn again, and to be scrolled. */
class LongConversationTest extends FxTest {
    private static final int TOKENS = 32_000;

    /** The aim is 100 ms; the bound leaves room for a machine that is busy with something else. */
    private static final double BOUND_MILLIS = 1_000;

    @Test
    void isDrawnAgainSoonAfterAKeystrokeAndScrollsSmoothly() {
        Path starter = Path.of("assets", "starter");
        Assumptions.assumeTrue(Files.isDirectory(starter), "needs assets/starter");
        ExecutorService background =
                FxExecutors.daemon("analysis", (thread, error) -> error.printStackTrace());
        TemplateViewModel model =
                runFx(
                        () ->
                                new TemplateViewModel(
                                        background,
                                        FxExecutors.fx(),
                                        FxExecutors.fxAfter(Duration.ofMillis(1))));
        Stage stage = show(runFx(() -> new TemplatePane(model)), 1360, 860);
        doFx(
                () -> {
                    model.tokenizerProperty().set(HuggingFaceFileTokenizer.open(starter));
                    model.rows().setAll(new DataRow(1, 1, longConversation()));
                });
        waitUntil(
                "it is drawn",
                () ->
                        model.exampleProperty().get() != null
                                && model.exampleProperty().get().tokens().size() > TOKENS);
        waitForFxEvents();

        List<Double> renders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            renders.add(renderedAfterKeystroke(model, stage, i));
        }
        List<Double> scrolls = new ArrayList<>();
        ListView<?> lines = runFx(() -> (ListView<?>) stage.getScene().lookup(".token-lines"));
        int last = runFx(() -> lines.getItems().size());
        for (int i = 1; i <= 20; i++) {
            int to = last * i / 21;
            long start = System.nanoTime();
            doFx(
                    () -> {
                        lines.scrollTo(to);
                        stage.getScene().getRoot().layout();
                    });
            scrolls.add((System.nanoTime() - start) / 1e6);
        }
        doFx(stage::close);
        background.shutdownNow();
        System.out.printf(
                "%d tokens: drawn again %.0f ms after the pause (median of %d), a page scrolled in"
                        + " %.0f ms%n",
                model.exampleProperty().get().tokens().size(),
                median(renders),
                renders.size(),
                median(scrolls));
        assertThat(median(renders)).isLessThan(BOUND_MILLIS);
        assertThat(median(scrolls)).isLessThan(BOUND_MILLIS / 4);
    }

    /** Milliseconds from a keystroke, with next to no pause, to the new tokens laid out. */
    private static double renderedAfterKeystroke(TemplateViewModel model, Stage stage, int i) {
        var before = model.exampleProperty().get();
        long start = System.nanoTime();
        doFx(
                () -> {
                    var content = model.conversation().messages().get(2).contentProperty();
                    content.set(content.get() + " a" + i);
                });
        while (runFx(() -> model.exampleProperty().get() == before)) {
            Thread.onSpinWait();
        }
        doFx(() -> stage.getScene().getRoot().layout());
        return (System.nanoTime() - start) / 1e6;
    }

    private static Conversation longConversation() {
        List<Message> messages = new ArrayList<>();
        String sentence =
                "Vince lives in a city by the sea and keeps a small grey cat that likes fish. ";
        for (int i = 0; i < 40; i++) {
            messages.add(Message.of("user", "Question " + i + ": " + sentence.repeat(16)));
            messages.add(Message.of("assistant", "Answer " + i + ": " + sentence.repeat(28)));
        }
        return new Conversation(messages);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
