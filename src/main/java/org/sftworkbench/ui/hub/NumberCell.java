package org.sftworkbench.ui.hub;

import java.util.function.Function;
import javafx.scene.control.TableCell;

/** A number of a model, sorted by its size and written to be read. FX thread only. */
final class NumberCell extends TableCell<ModelRow, Long> {
    private final Function<ModelRow, String> format;

    NumberCell(Function<ModelRow, String> format) {
        this.format = format;
        getStyleClass().add("figure-cell");
    }

    @Override
    protected void updateItem(Long item, boolean empty) {
        super.updateItem(item, empty);
        ModelRow row = getTableRow() == null ? null : getTableRow().getItem();
        setText(empty || item == null || row == null ? "" : format.apply(row));
    }
}
