package org.sftworkbench.ui.template;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/** Edits a row of plain text. FX thread only. */
final class TextCard extends VBox {
    private final TextArea area = new GrowingTextArea(30);
    private final StringProperty text;

    TextCard(StringProperty text) {
        this.text = text;
        getStyleClass().add("message-card");
        Label says =
                new Label(
                        "Plain text, trained whole as in pretraining: no template and no loss mask"
                                + " is applied, and the end-of-sequence token follows.");
        says.getStyleClass().addAll("hint", "row-kind");
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        area.textProperty().bindBidirectional(text);
        area.setAccessibleText("Text of the row");
        getChildren().addAll(says, area);
    }

    /** Lets go of the text. */
    void dispose() {
        area.textProperty().unbindBidirectional(text);
    }
}
