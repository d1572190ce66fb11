package org.sftworkbench.ui.hub;

import java.util.Arrays;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/** A model's state as a word on a coloured ground with an icon. FX thread only. */
final class ModelStateCell extends TableCell<ModelRow, ModelRow> {
    private final Words words;
    private final FontIcon icon = new FontIcon();
    private final Label label = new Label("", icon);
    private final Tooltip tooltip = new Tooltip();

    ModelStateCell(Words words) {
        this.words = words;
        label.getStyleClass().add("model-state");
    }

    @Override
    protected void updateItem(ModelRow item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        label.setText(words.say(item.state().title()));
        tooltip.setText(label.getText());
        setTooltip(tooltip);
        icon.setIconLiteral(item.state().icon());
        Arrays.stream(ModelState.values())
                .forEach(
                        state ->
                                label.pseudoClassStateChanged(
                                        PseudoClass.getPseudoClass(state.pseudoClass()),
                                        state == item.state()));
        setGraphic(label);
    }
}
