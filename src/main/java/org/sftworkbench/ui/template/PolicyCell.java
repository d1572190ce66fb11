package org.sftworkbench.ui.template;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.words.Words;

/** A loss-mask policy that can be chosen, with what counts under it. FX thread only. */
final class PolicyCell extends ListCell<PolicyKind> {
    /** Of two lines, in pixels. */
    private static final double HEIGHT = 44;

    private final Words words;
    private final Label title = new Label();
    private final Label explanation = new Label();
    private final VBox box = new VBox(title, explanation);

    private PolicyCell(Words words) {
        this.words = words;
        explanation.getStyleClass().add("hint");
        // Said by the cell, as a size that the list fixes is the chosen policy's in the box too.
        setPrefHeight(HEIGHT);
    }

    /** Explains the choices of a box. */
    static void fill(ComboBox<PolicyKind> box, Words words) {
        box.setCellFactory(list -> new PolicyCell(words));
    }

    @Override
    protected void updateItem(PolicyKind policy, boolean empty) {
        super.updateItem(policy, empty);
        if (empty || policy == null) {
            setGraphic(null);
            return;
        }
        title.setText(policy.title());
        // Bound, as the list is not made anew where only the language changes.
        explanation.textProperty().bind(words.text(policy.explanation()));
        setGraphic(box);
    }
}
