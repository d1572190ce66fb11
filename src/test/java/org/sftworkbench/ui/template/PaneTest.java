package org.sftworkbench.ui.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.words.Words;

/** Base of tests of the template pane in a window of its own. */
abstract class PaneTest extends FxTest {
    private static final Duration PAUSE_IN_TYPING = Duration.ofMillis(20);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final ExecutorService rendering = daemon("rendering");
    private final ExecutorService checking = daemon("checking");
    private final ExecutorService marking = daemon("marking");

    /** What is to be done once typing has paused. */
    private final AtomicInteger ahead = new AtomicInteger();

    TemplateViewModel model;
    Stage stage;

    @BeforeEach
    void openTheWindow() {
        TemplatePane pane =
                runFx(
                        () -> {
                            model =
                                    new TemplateViewModel(
                                            words(),
                                            new TemplateViewModel.Threads(
                                                    rendering, checking, marking),
                                            FxExecutors.fx(),
                                            this::afterAPauseInTyping);
                            return new TemplatePane(model);
                        });
        stage = show(pane, 1360, 860);
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        rendering.shutdownNow();
        checking.shutdownNow();
        marking.shutdownNow();
    }

    private void afterAPauseInTyping(Runnable work) {
        ahead.incrementAndGet();
        FxExecutors.fxAfter(PAUSE_IN_TYPING)
                .execute(
                        () -> {
                            try {
                                work.run();
                            } finally {
                                ahead.decrementAndGet();
                            }
                        });
    }

    private static ExecutorService daemon(String name) {
        return FxExecutors.daemon(name, (thread, error) -> error.printStackTrace());
    }

    /** What the pane says. */
    Words words() {
        return Words.english();
    }

    /** Shows rows under a template, by a tokenizer of words. */
    void open(String template, DataRow... rows) {
        open(new WordTokenizer(), template, rows);
    }

    void open(Tokenizer tokenizer, String template, DataRow... rows) {
        doFx(
                () -> {
                    model.tokenizerProperty().set(tokenizer);
                    model.template().add(new TemplatePreset("Under test", template));
                    model.rows().setAll(Arrays.asList(rows));
                });
        settled();
    }

    /** Waits until what is in the editors is rendered and checked. */
    void settled() {
        pause();
        waitUntil(
                "it is rendered and checked",
                () ->
                        ahead.get() == 0
                                && model.stateProperty().get() != RenderState.NO_TOKENIZER
                                && !model.checks().runningProperty().get());
        waitForFxEvents();
    }

    /** Longer than the pause in typing. */
    static void pause() {
        try {
            Thread.sleep(120);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Scene scene() {
        return stage.getScene();
    }

    Node find(String selector) {
        return scene().getRoot().lookup(selector);
    }

    List<TokenView> tokens() {
        return runFx(() -> model.exampleProperty().get().tokens());
    }

    /** Index of the first token of this text from an index on. */
    int indexOf(String text, int from) {
        List<TokenView> tokens = tokens();
        return IntStream.range(from, tokens.size())
                .filter(i -> tokens.get(i).text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** The chips in sight of the first flow, in order of reading. */
    List<TokenChip> chips() {
        scene().getRoot().applyCss();
        scene().getRoot().layout();
        return find(".token-flow").lookupAll(".token-chip").stream()
                .map(TokenChip.class::cast)
                .filter(chip -> chip.getParent() != null && isShown(chip))
                .sorted(
                        Comparator.comparingDouble(
                                        (TokenChip chip) -> chip.localToScene(0, 0).getY())
                                .thenComparingDouble(chip -> chip.localToScene(0, 0).getX()))
                .toList();
    }

    /** What the chips in sight say that carry a pseudo-class, in order. */
    List<String> chips(String pseudoClass) {
        return chips().stream()
                .filter(
                        chip ->
                                chip.getPseudoClassStates().stream()
                                        .anyMatch(
                                                state ->
                                                        state.getPseudoClassName()
                                                                .equals(pseudoClass)))
                .map(TokenChip::getText)
                .toList();
    }

    static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    static void press(Node node, KeyCode code) {
        node.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    /**
     * Writes pictures; of all, in the light and the dark theme and in the smallest window in both.
     */
    void picture(String name) {
        pictures(name, "");
        if (ALL_PICTURES) {
            resize(1024, 680);
            pictures(name, "-small");
            resize(1360, 860);
        }
    }

    private void pictures(String name, String suffix) {
        for (boolean dark : themes()) {
            theme(dark);
            waitForFxEvents();
            String theme = dark ? "-dark" : "-light";
            snapshot(scene(), SCREENSHOTS.resolve(name + suffix + theme + ".png"));
        }
        theme(false);
    }

    void resize(double width, double height) {
        resize(stage, width, height);
        pause();
        waitForFxEvents();
    }
}
