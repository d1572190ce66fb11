package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sftworkbench.run.SampleLine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Words;

class AnswerCellTest extends FxTest {
    @Test
    void anAnswerOfNothingButSpaceShowsIt() {
        List<SampleAnswer> answers =
                List.of("\n".repeat(48), "", " Mira lives\nin Rome. ").stream()
                        .map(
                                answer ->
                                        SampleAnswer.of(
                                                new SampleLine(1, "Where?", answer, false, 48)))
                        .toList();
        assertThat(labels(answers)).contains("⏎×48", "(nothing)", "Mira lives⏎in Rome.");
    }

    @Test
    void anAnswerOfARecordEndedByItselfThoughItIsNotKnownWithWhat() {
        SampleAnswer kept = SampleAnswer.of(new SampleLine(1, "Where?", "In Rome.", true, 9));
        SampleAnswer heard = new SampleAnswer(2, "In Rome.", 9, "<|im_end|>");
        assertThat(labels(List.of(kept, heard)))
                .contains("stopped by itself", "stopped with <|im_end|>");
    }

    private static List<String> labels(List<SampleAnswer> answers) {
        ListView<SampleAnswer> list =
                runFx(() -> new ListView<>(FXCollections.observableList(answers)));
        doFx(() -> list.setCellFactory(view -> new AnswerCell(view, Words.english())));
        Stage stage = show(list, 600, 300);
        List<String> labels =
                runFx(
                        () ->
                                list.lookupAll(".label").stream()
                                        .map(node -> ((Label) node).getText())
                                        .toList());
        doFx(stage::close);
        return labels;
    }
}
