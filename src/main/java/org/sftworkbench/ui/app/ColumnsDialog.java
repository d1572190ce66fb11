package org.sftworkbench.ui.app;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataException;
import org.sftworkbench.ui.common.words.Words;

/** Asks which columns of the data files stand for the known ones. FX thread only. */
final class ColumnsDialog {
    private final Words words;
    private final List<String> unknown;
    private final TextField pairs = new TextField();
    private final Label problem = new Label();

    /**
     * @param now the mapping in use
     * @param unknown the columns of the files, where none of them is known; else none
     */
    ColumnsDialog(Words words, ColumnMapping now, List<String> unknown) {
        this.words = words;
        this.unknown = List.copyOf(unknown);
        pairs.setText(now.text());
        pairs.setId("columns");
        pairs.setPromptText("instruction=question,output=answer");
        pairs.setPrefColumnCount(40);
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
    }

    /**
     * @return empty where the user thought better of it
     */
    Optional<ColumnMapping> ask(Window owner) {
        Dialog<ColumnMapping> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(words.say("Columns of the data"));
        dialog.setHeaderText(words.say("Columns of the data"));
        ButtonType use = new ButtonType(words.say("Read again"), ButtonData.OK_DONE);
        ButtonType cancel = new ButtonType(words.say("Cancel"), ButtonData.CANCEL_CLOSE);
        DialogPane pane = dialog.getDialogPane();
        pane.getButtonTypes().addAll(use, cancel);
        pane.setContent(content());
        pane.lookupButton(use)
                .addEventFilter(
                        ActionEvent.ACTION,
                        event -> {
                            if (mapping().isEmpty()) {
                                event.consume();
                                // What is wrong takes lines that were not there before.
                                pane.getScene().getWindow().sizeToScene();
                            }
                        });
        dialog.setResultConverter(pressed -> pressed == use ? mapping().orElse(null) : null);
        // Later, as the dialog puts the focus on its button first.
        dialog.setOnShown(shown -> Platform.runLater(pairs::requestFocus));
        return dialog.showAndWait();
    }

    private VBox content() {
        Label says =
                new Label(
                        words.say(
                                "Which column of the files is which, where they name them"
                                        + " otherwise: NAME=COLUMN, separated by commas. Leave it"
                                        + " empty to read the columns by their own names."));
        Label known = new Label(words.say("Names: {0}", String.join(", ", ColumnMapping.known())));
        known.getStyleClass().add("hint");
        Label theirs = new Label(words.say("Columns of the file: {0}", String.join(", ", unknown)));
        theirs.setVisible(!unknown.isEmpty());
        theirs.setManaged(!unknown.isEmpty());
        for (Label label : new Label[] {says, theirs, known}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox content = new VBox(says, theirs, pairs, problem, known);
        content.getStyleClass().add("dialog-content");
        content.setPrefWidth(520);
        return content;
    }

    /** What is written, or empty with the problem told. */
    private Optional<ColumnMapping> mapping() {
        try {
            problem.setText("");
            return Optional.of(
                    pairs.getText().isBlank()
                            ? ColumnMapping.NONE
                            : ColumnMapping.parse(pairs.getText()));
        } catch (DataException e) {
            problem.setText(words.tell(e.getMessage()));
            return Optional.empty();
        }
    }
}
