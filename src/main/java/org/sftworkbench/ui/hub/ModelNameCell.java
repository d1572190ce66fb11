package org.sftworkbench.ui.hub;

import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** A model's name and, smaller, its revision. FX thread only. */
final class ModelNameCell extends TableCell<ModelRow, ModelRow> {
    private final Label name = new Label();
    private final Label revision = new Label();
    private final HBox line = new HBox(name, revision);
    private final Tooltip tooltip = new Tooltip();

    ModelNameCell() {
        line.getStyleClass().add("model-name");
        name.getStyleClass().add("name");
        revision.getStyleClass().add("hint");
    }

    @Override
    protected void updateItem(ModelRow item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        name.setText(item.name());
        revision.setText(HubText.revision(item.revision()));
        tooltip.setText(item.directory().toString());
        setTooltip(tooltip);
        setGraphic(line);
    }
}
