package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.Rows;

/** Of hundreds of messages only those in sight have editors, and any that is scrolled to. */
class ManyMessagesPaneTest extends PaneTest {
    private static final int MESSAGES = 200;

    @Test
    void messagesAreMadeWhenTheyAreScrolledTo() {
        open(
                "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                        + "{% endfor %}",
                Rows.row(
                        1,
                        IntStream.range(0, MESSAGES)
                                .mapToObj(
                                        i ->
                                                Message.of(
                                                        i % 2 == 0 ? "user" : "assistant",
                                                        ("Message " + i + " says a word. ")
                                                                .repeat(1 + i % 7 * 9)))
                                .toArray(Message[]::new)));
        assertThat(said()).contains("Message 0 says").doesNotContain("Message 150 says");
        assertThat(editors()).hasSizeLessThan(40);

        doFx(() -> scroll().setVvalue(1));
        settled();
        assertThat(said()).contains("Message 199 says").doesNotContain("Message 100 says");
        picture("template-many-messages");

        List<TokenView> tokens = tokens();
        int token =
                IntStream.range(0, tokens.size())
                        .filter(t -> tokens.get(t).message() == 100)
                        .findFirst()
                        .orElseThrow();
        doFx(() -> model.selectedTokenProperty().set(token));
        settled();
        assertThat(said()).contains("Message 100 says");
        assertThat(editors()).hasSizeLessThan(90);
    }

    private ScrollPane scroll() {
        return (ScrollPane) find(".conversation-editor").lookup(".scroll-pane");
    }

    private List<Node> editors() {
        return runFx(() -> List.copyOf(find(".conversation-editor").lookupAll(".text-area")));
    }

    private String said() {
        return runFx(
                () ->
                        editorsNow().stream()
                                .map(area -> ((TextArea) area).getText())
                                .reduce("", (a, b) -> a + "\n" + b));
    }

    private List<Node> editorsNow() {
        return List.copyOf(find(".conversation-editor").lookupAll(".text-area"));
    }
}
