package org.sftworkbench.ui.labels;

import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.common.VisibleText;

/** A dataset row in a list: its number and how its first question begins. */
final class DataRowCell extends ListCell<DataRow> {
    private final Function<DataRow, String> places;
    private final Label number = new Label();
    private final Label question = new Label();
    private final HBox box = new HBox(8, number, question);

    /**
     * @param places names a row with its file
     */
    DataRowCell(Function<DataRow, String> places) {
        this.places = places;
        number.getStyleClass().add("hint");
        number.setMinWidth(28);
        box.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(DataRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        number.setText(Integer.toString(row.number()));
        question.setText(VisibleText.inOneLine(row.opening()));
        setTooltip(new Tooltip(places.apply(row)));
        setGraphic(box);
    }
}
