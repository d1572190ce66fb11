package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.common.Problem;

/** Generation marks are put into a template of 100 KB while the pane goes on working. */
class HugeTemplateTest extends PaneTest {
    private static final int CHARACTERS = 100_000;
    private static final int ROWS = 200;

    /** A branch for each of a thousand roles that nobody has, and one for those there are. */
    private static String huge() {
        StringBuilder source = new StringBuilder("{% for message in messages %}");
        for (int role = 0; source.length() < CHARACTERS; role++) {
            source.append("{% if message.role == 'role")
                    .append(role)
                    .append("' %}\n<|im_start|>{{ message.content }}<|im_end|>\n{% endif %}");
        }
        return source.append("<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n")
                .append("{% endfor %}")
                .append("{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
                .toString();
    }

    private static DataRow[] rows() {
        DataRow[] rows = new DataRow[ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[i] =
                    Rows.row(
                            i + 1,
                            Message.of("user", "Where does " + i + " live?"),
                            Message.of("assistant", "By the sea."));
        }
        return rows;
    }

    @Test
    void theMarksEndOrAreToldWhileTheEditorsGoOn() {
        String source = huge();
        open(source, rows());
        waitUntil("it is drawn", () -> model.stateProperty().get() == RenderState.CURRENT);

        Instant begun = Instant.now();
        doFx(() -> model.insertMarks());
        assertThat(runFx(() -> model.marks().runningProperty().get())).isTrue();
        doFx(
                () ->
                        model.conversation()
                                .messages()
                                .get(1)
                                .contentProperty()
                                .set("In the mountains."));
        waitUntil("what was typed is drawn", () -> drawn().contains("mountains"));
        Duration typed = Duration.between(begun, Instant.now());
        waitUntil("the marks are told of", () -> model.marks().noteProperty().get() != null);
        Duration marked = Duration.between(begun, Instant.now());
        System.out.printf(
                "marks in a template of %,d characters: typing drawn after %d ms, told after %d"
                        + " ms%n",
                source.length(), typed.toMillis(), marked.toMillis());

        Problem told = runFx(() -> model.marks().noteProperty().get());
        assertThat(told.severity()).as(told.summary()).isEqualTo(Problem.Severity.INFO);
        assertThat(runFx(() -> model.template().sourceProperty().get()))
                .contains("{% generation %}");
        assertThat(marked).isLessThan(Duration.ofSeconds(60));
    }

    private String drawn() {
        StringBuilder text = new StringBuilder();
        for (TokenView token : model.exampleProperty().get().tokens()) {
            text.append(token.text());
        }
        return text.toString();
    }
}
