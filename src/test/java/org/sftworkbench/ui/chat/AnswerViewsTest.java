package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Words;

/** Views of an answer come and go; the answer and the language stay. */
class AnswerViewsTest extends FxTest {
    private final Answer answer = runFx(Answer::new);
    private final Words words = Words.english();
    private final SimpleStringProperty awaited = new SimpleStringProperty("training");

    @Test
    void whatIsNoLongerShownIsFreed() {
        List<WeakReference<AnswerView>> views = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            views.add(runFx(() -> new WeakReference<>(view())));
        }
        // What the toolkit still knows of the last one, it forgets with the next.
        doFx(() -> awaited.set("reading"));
        waitUntil(
                "the views are freed",
                () -> {
                    System.gc();
                    return views.stream().allMatch(view -> view.get() == null);
                });
    }

    @Test
    void whatIsShownFollowsTheAnswerAndWhatItWaitsFor() {
        AnswerView view = runFx(this::view);
        System.gc();

        doFx(() -> awaited.set("reading"));
        assertThat(ending(view)).isEqualTo("reading");
        doFx(
                () -> {
                    answer.add(new AnswerToken(1, "Oslo", "Oslo", false, 0.5, List.of(), false));
                    answer.count(1);
                });
        assertThat(ending(view)).isEqualTo("writing");
        doFx(() -> answer.end(new Ending.ByUser()));
        doFx(() -> awaited.set("training"));
        assertThat(ending(view)).doesNotContain("writing", "training");
    }

    @Test
    void anAnswerWithoutWordsSaysWhatItIsMadeOf() {
        AnswerView view = runFx(this::view);
        assertThat(said(view)).isEqualTo("…");
        write(2, "\n\n");
        assertThat(said(view)).isEqualTo("…");
        write(2, "\n\n");
        doFx(() -> answer.end(new Ending.Cut(2, false)));
        assertThat(said(view)).isEqualTo("(white space alone)");
    }

    @Test
    void oneWithWordsSaysThemAlone() {
        AnswerView view = runFx(this::view);
        write(2, "\n\n");
        write(1, "Oslo");
        assertThat(said(view)).isEqualTo("Oslo");
        doFx(() -> answer.end(new Ending.Cut(2, false)));
        assertThat(said(view)).isEqualTo("Oslo");
    }

    @Test
    void whatIsSaidInAThoughtThatIsNeverClosedIsSeen() {
        AnswerView view = runFx(this::view);
        for (String text : List.of("<think>", "\n\n", "Mira", " lives", " there")) {
            write(1, text);
        }
        assertThat(fold(view).isSelected()).isFalse();
        doFx(() -> answer.end(new Ending.Stopped("<|im_end|>")));
        assertThat(fold(view).getText()).isEqualTo("Thought for 4 tokens, never closed");
        assertThat(fold(view).isSelected()).isTrue();
        ToggleButton fold = fold(view);
        doFx(
                () -> {
                    fold.setSelected(false);
                    view.setSpecialShown(true);
                });
        assertThat(fold(view).isSelected()).as("once only").isFalse();
    }

    @Test
    void aThoughtThatIsClosedStaysFolded() {
        AnswerView view = runFx(this::view);
        for (String text : List.of("<think>", "So", "</think>", "Oslo")) {
            write(1, text);
        }
        doFx(() -> answer.end(new Ending.Stopped("<|im_end|>")));
        assertThat(fold(view).getText()).isEqualTo("Thought for 1 token");
        assertThat(fold(view).isSelected()).isFalse();
    }

    private static ToggleButton fold(AnswerView view) {
        return runFx(() -> (ToggleButton) view.lookup(".fold"));
    }

    private void write(int id, String text) {
        doFx(
                () -> {
                    answer.add(new AnswerToken(id, text, text, false, 0.5, List.of(), false));
                    answer.count(1);
                });
    }

    private static String said(AnswerView view) {
        return runFx(
                () ->
                        view.lookupAll(".answer-bubble Text").stream()
                                .map(node -> ((Text) node).getText())
                                .collect(Collectors.joining()));
    }

    private AnswerView view() {
        AnswerView view = new AnswerView(answer, "", false, words, (node, at) -> {});
        view.waitFor(awaited);
        return view;
    }

    private static String ending(AnswerView view) {
        return runFx(() -> ((Label) view.lookup(".ending-chip")).getText());
    }
}
