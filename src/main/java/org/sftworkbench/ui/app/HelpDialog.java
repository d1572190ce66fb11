package org.sftworkbench.ui.app;

import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/** Tells what each pane is for and which keys there are. FX thread only. */
final class HelpDialog {
    private static final String[][] KEYS = {
        {"F1", "this help"},
        {"← →", "on a token or cell: the one beside it; with Shift the selection grows"},
        {"Ctrl+F", "in the template pane: find a text, or an id as #151645"},
        {"Ctrl+C, Ctrl+Shift+C", "on tokens: copy their text, their ids as a Python list"},
        {"Space", "on tokens while painting: set the selection in or out of the loss"},
        {"Alt+↑, Alt+↓", "in a message: move it up or down"},
        {"Ctrl+Z, Ctrl+Y", "in the template: undo, redo"},
        {"Drop", "a model directory or data files on the window opens them"}
    };

    private HelpDialog() {}

    static void show(Window owner) {
        Alert alert = new Alert(Alert.AlertType.INFORMATION, "", ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle("Help");
        alert.setHeaderText("From a conversation to a fine-tuned model, in four panes");
        alert.getDialogPane().setContent(content());
        alert.getDialogPane().setMinWidth(Region.USE_PREF_SIZE);
        alert.show();
    }

    private static Node content() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("help-grid");
        int row = 0;
        for (Section section : Section.values()) {
            addRow(
                    grid,
                    row++,
                    section.key().getDisplayText(),
                    section.title() + ": " + section.explanation());
        }
        for (String[] key : KEYS) {
            addRow(grid, row++, key[0], key[1]);
        }
        grid.setHgap(18);
        grid.setVgap(8);
        return grid;
    }

    private static void addRow(GridPane grid, int row, String key, String meaning) {
        Label name = new Label(key);
        name.getStyleClass().add("section-title");
        grid.addRow(row, name, new Label(meaning));
    }
}
