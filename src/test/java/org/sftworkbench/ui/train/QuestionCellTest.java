package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/** A chosen question is named in the language of now, though it was chosen in another. */
class QuestionCellTest extends FxTest {
    @Test
    void theChosenQuestionFollowsTheLanguage() {
        Words words =
                new Words(
                        Language.ENGLISH,
                        Dictionary.read(List.of(SamplePanel.class.getResource("zh.json"))));
        Conversation asked =
                new Conversation(
                        List.of(Message.of("user", "Where?"), Message.of("assistant", "Here.")));
        SampleQuestion question = SampleQuestion.of(new DataRow(3, 3, asked), true).orElseThrow();
        ComboBox<SampleQuestion> box =
                runFx(
                        () -> {
                            ComboBox<SampleQuestion> made = new ComboBox<>();
                            made.setButtonCell(new QuestionCell(words));
                            made.getItems().add(question);
                            made.setValue(question);
                            return made;
                        });
        Stage stage = show(new StackPane(box), 400, 200);
        ListCell<SampleQuestion> shown = box.getButtonCell();
        assertThat(shown.getText()).isEqualTo("held out 3 · Where?");
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        assertThat(shown.getText()).isEqualTo("留出 3 · Where?");
        doFx(stage::close);
    }
}
