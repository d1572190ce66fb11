package org.sftworkbench.ui.runs;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** The configurations of two runs side by side, what differs marked. FX thread only. */
final class DiffPanel extends VBox {
    private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");

    private final Words words;

    @FXML private Label heading;
    @FXML private CheckBox onlyDiffering;
    @FXML private TableView<ConfigDiff.Line> lines;
    @FXML private TableColumn<ConfigDiff.Line, String> sign;
    @FXML private TableColumn<ConfigDiff.Line, String> key;
    @FXML private TableColumn<ConfigDiff.Line, String> left;
    @FXML private TableColumn<ConfigDiff.Line, String> right;
    private RunsViewModel view;
    private ConfigDiff shown;

    DiffPanel(Words words) {
        this.words = words;
        PaneLoader.load(this, words);
        sign.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(cell.getValue().differs() ? "≠" : ""));
        key.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().key()));
        left.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().left()));
        right.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().right()));
        lines.setRowFactory(
                table ->
                        new TableRow<>() {
                            @Override
                            protected void updateItem(ConfigDiff.Line item, boolean empty) {
                                super.updateItem(item, empty);
                                pseudoClassStateChanged(
                                        DIFFERS, !empty && item != null && item.differs());
                            }
                        });
        onlyDiffering.selectedProperty().addListener((o, was, is) -> show(shown));
        words.languageProperty().addListener((o, was, is) -> show(shown));
        // The heading says that nothing differs.
        lines.setPlaceholder(new Label());
    }

    void bind(RunsViewModel shared) {
        view = shared;
        view.differenceProperty().addListener((o, was, is) -> show(is));
        visibleProperty().bind(view.differenceProperty().isNotNull());
    }

    @FXML
    private void back() {
        view.closeComparison();
    }

    void show(ConfigDiff diff) {
        if (diff == null) {
            return;
        }
        shown = diff;
        left.setText(diff.left());
        right.setText(diff.right());
        int differing = diff.differing().size();
        heading.setText(
                differing == 0
                        ? words.say("The two configurations are the same.")
                        : words.say("{0} of {1} values differ", differing, diff.lines().size()));
        lines.getItems().setAll(onlyDiffering.isSelected() ? diff.differing() : diff.lines());
    }
}
