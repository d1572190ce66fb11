package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.Rows;

/** The form of a template's variables, folded away until it is asked for. */
class VariablesPaneTest extends PaneTest {
    private static final String TEMPLATE =
            "{{ reasoning_effort }}|{% for m in messages %}<|im_start|>{{ m.role }}\n"
                    + "{{ m.content }}<|im_end|>\n{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    @BeforeEach
    void openATemplateWithAVariable() {
        open(TEMPLATE, Rows.row(1, "Hi", "Hello"));
    }

    @Test
    void theButtonShowsAFieldForEachNameAndCountsWhatIsGiven() {
        assertThat(runFx(() -> isShown(form()))).isFalse();
        assertThat(runFx(button()::getText)).isEqualTo("Variables");
        doFx(button()::fire);
        type(field("reasoning_effort"), "low");
        settled();
        assertThat(runFx(button()::getText)).isEqualTo("Variables: 1");
        assertThat(tokens().get(0).text()).isEqualTo("low");
        assertThat(runFx(() -> remarks())).containsExactly("as text");
        picture("template-variables");
    }

    @Test
    void escapeFoldsItAndGivesTheKeysBackToTheButton() {
        doFx(button()::fire);
        doFx(field("reasoning_effort")::requestFocus);
        doFx(() -> press(field("reasoning_effort"), KeyCode.ESCAPE));
        assertThat(runFx(() -> isShown(form()))).isFalse();
        assertThat(runFx(button()::isFocused)).isTrue();
    }

    @Test
    void anotherNameGetsAFieldThatIsReadyToBeTypedInto() {
        doFx(button()::fire);
        type(another(), "date_string");
        doFx(() -> another().fireEvent(new javafx.event.ActionEvent()));
        assertThat(runFx(() -> field("date_string").isFocused())).isTrue();
        type(field("date_string"), "[1");
        settled();
        assertThat(runFx(() -> remarks()))
                .containsExactly("as text: it is no JSON · the template does not read it");
    }

    @Test
    void aNameThatCannotBeGivenIsRefusedBesideIt() {
        doFx(button()::fire);
        type(another(), "messages");
        doFx(() -> another().fireEvent(new javafx.event.ActionEvent()));
        assertThat(runFx(() -> ((Labeled) find(".variable-problem")).getText()))
                .isEqualTo("messages are those of the conversation below.");
        assertThat(runFx(() -> find("#variablesForm").lookupAll(".code"))).hasSize(1);
    }

    @Test
    void aRowThatSaysItsOwnIsToldOf() {
        open(
                TEMPLATE,
                new DataRow(
                        1,
                        1,
                        Conversation.of(Message.of("user", "Hi"), Message.of("assistant", "Yes"))
                                .with(Map.of("reasoning_effort", "high"))));
        doFx(button()::fire);
        assertThat(runFx(() -> remarks())).containsExactly("this row has its own");
        assertThat(tokens().get(0).text()).isEqualTo("high");
    }

    private Node form() {
        return find("#variablesForm");
    }

    private Button button() {
        return (Button) find("#variables");
    }

    private TextField another() {
        return (TextField)
                form().lookupAll(".text-field").stream()
                        .filter(
                                field ->
                                        "Name of another variable"
                                                .equals(field.getAccessibleText()))
                        .findFirst()
                        .orElseThrow();
    }

    private TextField field(String name) {
        return (TextField)
                form().lookupAll(".text-field").stream()
                        .filter(field -> name.equals(field.getAccessibleText()))
                        .findFirst()
                        .orElseThrow();
    }

    private static void type(TextField field, String text) {
        doFx(() -> field.setText(text));
    }

    private List<String> remarks() {
        return form().lookupAll(".variable-remark").stream()
                .filter(Node::isVisible)
                .map(label -> ((Labeled) label).getText())
                .toList();
    }
}
