package org.sftworkbench.ui.runs;

import java.util.function.DoubleFunction;
import javafx.scene.control.TableCell;
import org.sftworkbench.run.StoredRun;

/** A figure to its few digits that matter; nothing where it was not measured. FX thread only. */
final class FigureCell extends TableCell<StoredRun, Double> {
    private final DoubleFunction<String> format;

    FigureCell(DoubleFunction<String> format) {
        this.format = format;
        getStyleClass().add("figure-cell");
    }

    @Override
    protected void updateItem(Double item, boolean empty) {
        super.updateItem(item, empty);
        setText(empty || item == null || item.isNaN() ? "" : format.apply(item));
    }
}
