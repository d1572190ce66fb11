package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.Rows;

/** What is read of a row begins at its beginning, and what is out of date looks so. */
class ScrolledRowsPaneTest extends PaneTest {
    private static final String TURNS =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    @BeforeEach
    void openLongRows() {
        open(TURNS, longRow(1), longRow(2));
    }

    private static DataRow longRow(int number) {
        return Rows.row(
                number,
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        Message.of(
                                                i % 2 == 0 ? "user" : "assistant",
                                                number + " says a word in line " + i))
                        .toArray(Message[]::new));
    }

    @Test
    void anotherRowIsShownFromItsBeginning() {
        doFx(() -> model.comparison().onProperty().set(true));
        settled();
        scrollDown();
        doFx(() -> model.conversation().rowIndexProperty().set(1));
        settled();
        waitUntil("the first token is seen", () -> flow(0).firstInSight() == 0);
        waitUntil("on the other side too", () -> flow(1).firstInSight() == 0);
        assertThat(runFx(() -> messages().getVvalue())).isZero();
    }

    @Test
    void theCountsOfTokensThatAreOutOfDateAreDimmed() {
        assertThat(runFx(() -> find("#tokenCount").getOpacity())).isEqualTo(1);
        doFx(() -> model.template().sourceProperty().set("{{ oh no"));
        settled();
        assertThat(runFx(() -> find("#tokenCount").getPseudoClassStates()))
                .contains(PseudoClass.getPseudoClass("stale"));
        scene().getRoot().applyCss();
        for (String figure : new String[] {"#tokenCount", "#trainedCount", "#trainedShare"}) {
            assertThat(runFx(() -> find(figure).getOpacity())).as(figure).isLessThan(0.6);
        }
    }

    private void scrollDown() {
        doFx(
                () -> {
                    ((ListView<?>) flow(0).lookup(".token-lines")).scrollTo(60);
                    messages().setVvalue(0.8);
                });
        waitForFxEvents();
        assertThat(runFx(() -> flow(0).firstInSight())).isPositive();
    }

    private TokenFlow flow(int side) {
        return scene().getRoot().lookupAll(".token-flow").stream()
                .map(TokenFlow.class::cast)
                .skip(side)
                .findFirst()
                .orElseThrow();
    }

    private ScrollPane messages() {
        Node editor = find(".conversation-editor");
        return (ScrollPane) editor.lookup(".scroll-pane");
    }
}
