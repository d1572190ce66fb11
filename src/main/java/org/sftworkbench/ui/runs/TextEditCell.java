package org.sftworkbench.ui.runs;

import java.util.function.Predicate;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.sftworkbench.run.StoredRun;

/** A text that a double click lets one type over. FX thread only. */
final class TextEditCell extends TableCell<StoredRun, String> {
    private final Predicate<StoredRun> lets;
    private final TextField input = new TextField();

    /**
     * @param lets whether a run can be changed now
     */
    TextEditCell(Predicate<StoredRun> lets) {
        this.lets = lets;
        getStyleClass().add("text-edit-cell");
        // Names that begin alike differ at their end.
        setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        input.setOnAction(
                e -> {
                    commitEdit(input.getText());
                    getTableView().requestFocus();
                });
        input.focusedProperty()
                .addListener(
                        (o, was, is) -> {
                            if (!is && isEditing()) {
                                commitEdit(input.getText());
                            }
                        });
        input.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        cancelEdit();
                        getTableView().requestFocus();
                        e.consume();
                    }
                });
    }

    @Override
    public void startEdit() {
        StoredRun run = getTableRow() == null ? null : getTableRow().getItem();
        if (run == null || run.record().isEmpty() || !lets.test(run)) {
            return;
        }
        super.startEdit();
        if (isEditing()) {
            input.setText(getItem());
            setText(null);
            setGraphic(input);
            input.requestFocus();
            input.selectAll();
        }
    }

    @Override
    public void cancelEdit() {
        super.cancelEdit();
        show(getItem());
    }

    @Override
    protected void updateItem(String item, boolean empty) {
        super.updateItem(item, empty);
        show(empty ? null : item);
    }

    private void show(String text) {
        setGraphic(null);
        setText(text);
        setTooltip(text == null || text.isEmpty() ? null : new Tooltip(text));
    }
}
