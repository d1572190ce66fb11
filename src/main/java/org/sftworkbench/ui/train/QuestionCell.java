package org.sftworkbench.ui.train;

import javafx.scene.control.ListCell;
import org.sftworkbench.ui.common.words.Words;

/** A row that can be asked or scored, in a line, in the language of now. FX thread only. */
final class QuestionCell extends ListCell<SampleQuestion> {
    private final Words words;

    QuestionCell(Words words) {
        this.words = words;
    }

    @Override
    protected void updateItem(SampleQuestion item, boolean empty) {
        super.updateItem(item, empty);
        textProperty().unbind();
        if (empty || item == null) {
            setText(null);
            return;
        }
        String question = item.question().replace('\n', ' ');
        textProperty()
                .bind(
                        item.heldOut()
                                ? words.text("held out {0} · {1}", item.row().number(), question)
                                : words.text("row {0} · {1}", item.row().number(), question));
    }
}
