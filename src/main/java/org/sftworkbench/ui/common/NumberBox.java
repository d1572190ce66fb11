package org.sftworkbench.ui.common;

import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A labelled number to type, marked and explained where it cannot be used. FX thread only. */
public final class NumberBox extends VBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final Label label = new Label();
    private final TextField input = new TextField();
    private final Label problem = new Label();
    private final Tooltip help = new Tooltip();

    public NumberBox() {
        getStyleClass().add("number-box");
        label.getStyleClass().add("form-label");
        label.setLabelFor(input);
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.textProperty()
                .addListener((o, was, is) -> input.pseudoClassStateChanged(DANGER, !is.isEmpty()));
        help.setWrapText(true);
        help.setMaxWidth(320);
        getChildren().addAll(label, input, problem);
    }

    /** What the number means, for who hovers over it. */
    public StringProperty helpProperty() {
        return help.textProperty();
    }

    public String getHelp() {
        return help.getText();
    }

    public void setHelp(String text) {
        help.setText(text);
        label.setTooltip(help);
        input.setTooltip(help);
    }

    /** Shows and edits this field. */
    public void bind(FormField<?> field) {
        label.textProperty().bind(field.label());
        input.textProperty().bindBidirectional(field.textProperty());
        problem.textProperty().bind(field.problemProperty());
    }
}
