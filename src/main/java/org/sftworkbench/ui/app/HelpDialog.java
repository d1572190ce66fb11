package org.sftworkbench.ui.app;

import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.sftworkbench.ui.common.words.Words;

/** Tells what each pane is for and which keys there are. FX thread only. */
final class HelpDialog {
    private static final String[][] KEYS = {
        {"F1", Words.key("this help")},
        {"Shift+F1", Words.key("versions, devices and where things are, to copy as a report")},
        {"F5", Words.key("in the train pane: start the run, pause it, let it go on")},
        {"Ctrl+O", Words.key("open data files")},
        {"F8", Words.key("the window in the other language")},
        {"← →", Words.key("on a token or cell: the one beside it; with Shift the selection grows")},
        {"Ctrl+F", Words.key("in the template pane: find a text, or an id as #151645")},
        {
            "Ctrl+C, Ctrl+Shift+C",
            Words.key("on tokens: copy their text, their ids as a Python list")
        },
        {
            Words.key("Space"),
            Words.key("on tokens while painting: set the selection in or out of the loss")
        },
        {"Alt+↑, Alt+↓", Words.key("in a message: move it up or down")},
        {
            Words.key("Delete, F2"),
            Words.key("in the lists of runs, models and conversations: delete, rename")
        },
        {"Ctrl+Z, Ctrl+Y", Words.key("in the template, on painted tokens: undo, redo")},
        {
            Words.key("Drop"),
            Words.key(
                    "a run, a model directory, data files or a chat template on the window opens"
                            + " them")
        }
    };

    private HelpDialog() {}

    static void show(Window owner, Words words) {
        ButtonType close = new ButtonType(words.say("Close"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.INFORMATION, "", close);
        alert.initOwner(owner);
        alert.setTitle(words.say("Help"));
        alert.setHeaderText(words.say("From a conversation to a fine-tuned model, pane by pane"));
        alert.getDialogPane().setContent(content(words));
        alert.getDialogPane().setMinWidth(Region.USE_PREF_SIZE);
        alert.show();
    }

    private static Node content(Words words) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("help-grid");
        int row = 0;
        for (Section section : Section.values()) {
            addRow(
                    grid,
                    row++,
                    section.key().getDisplayText(),
                    words.say(
                            "{0}: {1}",
                            words.say(section.title()), words.say(section.explanation())));
        }
        for (String[] key : KEYS) {
            addRow(grid, row++, words.say(key[0]), words.say(key[1]));
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
