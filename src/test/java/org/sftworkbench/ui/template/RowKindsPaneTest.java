package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;

/** Rows that are no conversations, and rows with characters that an editor cannot show. */
class RowKindsPaneTest extends PaneTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n"
                    + "{{ m.reasoning_content or '' }}{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}";

    @Test
    void aRowWithCarriageReturnsIsNotEditedByBeingLookedAtAndLosesNothing() {
        Conversation said =
                Conversation.of(
                        Message.of("user", "One line\r\nand another\r\n"),
                        Message.of("assistant", "First\r\nsecond")
                                .with("reasoning_content", "Hm.\r\n"));
        open(TEMPLATE, new DataRow(1, 1, said), Rows.row(2, "Where?", "There."));
        assertThat(runFx(() -> model.conversation().editedProperty().get())).isFalse();
        doFx(() -> model.conversation().rowIndexProperty().set(1));
        settled();
        doFx(() -> model.conversation().rowIndexProperty().set(0));
        settled();
        assertThat(runFx(() -> model.conversation().editedProperty().get())).isFalse();
        assertThat(runFx(() -> model.conversation().conversation())).isEqualTo(said);
        assertThat(runFx(() -> model.exampleProperty().get().text()))
                .contains("One line\r\nand another\r\n<|im_end|>")
                .contains("Hm.\r\nFirst\r\nsecond<|im_end|>");

        doFx(() -> area("content of message 2").setText("First\nsecond and third"));
        settled();
        assertThat(runFx(() -> model.conversation().editedProperty().get())).isTrue();
        assertThat(runFx(() -> model.conversation().conversation().messages().get(1).text()))
                .isEqualTo("First\r\nsecond and third");
    }

    @Test
    void tokensAfterACarriageReturnAndTheirCharactersKnowEachOther() {
        open(TEMPLATE, Rows.row(1, "First\r\nsecond third", "Yes."));
        TextArea question = runFx(() -> area("content of message 1"));
        int third = indexOf(" third", 0);
        doFx(() -> model.selectedTokenProperty().set(third));
        assertThat(runFx(question::getSelectedText)).isEqualTo(" third");
        doFx(
                () -> {
                    question.requestFocus();
                    question.selectRange(6, 12);
                });
        assertThat(runFx(() -> chips("related"))).containsExactly("second");
    }

    @Test
    void tokensOfAnEarlierSourceLightNothingInTheOneThatCannotBeRendered() {
        open(TEMPLATE, Rows.row(1, "What does Vince do?", "Vince bakes bread."));
        int bakes = indexOf(" bakes", 0);
        doFx(() -> model.selectedTokenProperty().set(bakes));
        TextArea answer = runFx(() -> area("content of message 2"));
        assertThat(runFx(answer::getSelectedText)).isEqualTo(" bakes");
        assertThat(runFx(() -> chips("related"))).isNotEmpty();

        doFx(() -> model.template().sourceProperty().set("{# another #}\n\n{% if %}"));
        settled();
        assertThat(runFx(() -> model.stateProperty().get())).isEqualTo(RenderState.STALE);
        assertThat(runFx(() -> chips("related"))).isEmpty();
        assertThat(runFx(answer::getSelectedText)).isEmpty();

        doFx(() -> model.template().sourceProperty().set(TEMPLATE));
        settled();
        assertThat(runFx(answer::getSelectedText)).isEqualTo(" bakes");
    }

    @Test
    void theNumberOfARowIsSeenAfterALongFileName() {
        doFx(
                () ->
                        model.placesProperty()
                                .set(
                                        row ->
                                                "glaive_toolcall_zh_demo_2024.json, row "
                                                        + row.number()));
        open(TEMPLATE, Rows.row(1, "Where?", "Here."));
        assertThat(
                        runFx(
                                () ->
                                        find("#row").lookupAll(".list-cell").stream()
                                                .map(cell -> ((Labeled) cell).getText())
                                                .toList()))
                .contains("glaive_too…024.json, row 1 · Where?");
    }

    @Test
    void aRowOfPlainTextIsShownWholeTrainedAndEdited() {
        RowContent text = new RowContent.PlainText("Vince lives by the sea.\r\nHe keeps a cat.");
        open(TEMPLATE, new DataRow(1, 1, text, Map.of()));
        assertThat(runFx(() -> model.conversation().editedProperty().get())).isFalse();
        assertThat(runFx(() -> area("Text of the row").getText()))
                .isEqualTo("Vince lives by the sea.\nHe keeps a cat.");
        assertThat(runFx(() -> model.exampleProperty().get().text()))
                .startsWith("Vince lives by the sea.\r\nHe keeps a cat.");
        assertThat(tokens()).allMatch(token -> token.trained());
        assertThat(saidInPane()).anyMatch(says -> says.startsWith("Plain text, trained whole"));
        picture("template-plain-text");

        doFx(() -> area("Text of the row").appendText(" And fish."));
        settled();
        assertThat(runFx(() -> model.conversation().editedProperty().get())).isTrue();
        assertThat(runFx(() -> model.exampleProperty().get().text()))
                .contains("\r\nHe keeps")
                .contains(" And fish.");
        doFx(() -> model.conversation().reset());
        settled();
        assertThat(runFx(() -> model.conversation().content())).isEqualTo(text);
    }

    @Test
    void tokensOfAPlainTextAndItsCharactersKnowEachOther() {
        RowContent text = new RowContent.PlainText("By the sea.\r\nHe keeps a cat.");
        open(TEMPLATE, new DataRow(1, 1, text, Map.of()));
        TextArea area = runFx(() -> area("Text of the row"));
        int keeps = indexOf(" keeps", 0);
        doFx(() -> model.selectedTokenProperty().set(keeps));
        assertThat(runFx(area::getSelectedText)).isEqualTo(" keeps");
        doFx(
                () -> {
                    area.requestFocus();
                    area.selectRange(12, 14);
                });
        assertThat(runFx(() -> chips("related"))).containsExactly("He");
    }

    @Test
    void aRowOfTokenIdsIsShownWithItsOwnLabels() {
        WordTokenizer tokenizer = new WordTokenizer();
        int[] ids = tokenizer.encode("<|im_start|>Where?<|im_end|>There.<|im_end|>").ids();
        boolean[] trained = new boolean[ids.length];
        trained[4] = true;
        trained[5] = true;
        RowContent row = new RowContent.PreTokenized(new LabelledExample(ids, trained));
        open(tokenizer, TEMPLATE, new DataRow(3, 3, row, Map.of()));
        assertThat(tokens().stream().map(token -> token.id()))
                .containsExactlyElementsOf(Arrays.stream(ids).boxed().toList());
        assertThat(runFx(() -> chips("trained"))).containsExactly("There", ".");
        assertThat(runFx(() -> scene().getRoot().lookupAll(".message-card"))).isEmpty();
        assertThat(saidInPane())
                .anyMatch(says -> says.contains("token ids with labels of their own"));
        picture("template-token-ids");

        doFx(() -> model.painting().paint(4, 5, false));
        settled();
        assertThat(runFx(() -> chips("trained"))).containsExactly(".");
        assertThat(runFx(() -> chips("painted"))).containsExactly("There");
    }

    @Test
    void aTemplateWithCarriageReturnsIsNotEditedByBeingShown() {
        open(TEMPLATE.replace("\n", "\r\n"), Rows.row(1, "Where?", "There."));
        assertThat(runFx(() -> model.template().editedProperty().get())).isFalse();
        assertThat(runFx(() -> find(".template-editor").isVisible())).isTrue();
        assertThat(runFx(() -> model.exampleProperty().get().text()))
                .startsWith("<|im_start|>user\nWhere?");
    }

    private List<String> saidInPane() {
        return runFx(
                () ->
                        scene().getRoot().lookupAll(".label").stream()
                                .filter(Label.class::isInstance)
                                .map(node -> ((Labeled) node).getText())
                                .toList());
    }

    private TextArea area(String accessibleText) {
        return scene().getRoot().lookupAll(".text-area").stream()
                .map(TextArea.class::cast)
                .filter(area -> accessibleText.equals(area.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }
}
