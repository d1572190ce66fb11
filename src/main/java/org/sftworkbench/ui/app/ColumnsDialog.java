package org.sftworkbench.ui.app;

import java.util.Optional;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.FirstRow;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.words.Words;

/** Asks which columns of the data files stand for the known ones. FX thread only. */
final class ColumnsDialog {
    private final Words words;
    private final Optional<FirstRow> first;
    private final Optional<ColumnChoices> choices;
    private final TextField pairs = new TextField();
    private final Label problem = new Label();

    /**
     * @param now the mapping in use; where it is none, one is guessed
     * @param first the first row of the files, against which the mapping is checked; empty where it
     *     cannot be read
     */
    ColumnsDialog(Words words, ColumnMapping now, Optional<FirstRow> first) {
        this.words = words;
        this.first = first;
        choices = first.map(row -> new ColumnChoices(words, row, this::takeChoice));
        pairs.textProperty().addListener((p, old, text) -> showTyped());
        pairs.setText(
                now.equals(ColumnMapping.NONE)
                        ? first.map(FirstRow::guess).orElse(now).text()
                        : now.text());
        pairs.setId("columns");
        pairs.setPromptText("instruction=question,output=answer");
        pairs.setPrefColumnCount(40);
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.setMaxWidth(Double.MAX_VALUE);
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
                            if (usable().isEmpty()) {
                                event.consume();
                                makeRoom(pane.getScene().getWindow());
                            }
                        });
        dialog.setResultConverter(pressed -> pressed == use ? mapping().orElse(null) : null);
        // Later, as the dialog puts the focus on its button first.
        dialog.setOnShown(shown -> Platform.runLater(pairs::requestFocus));
        return dialog.showAndWait();
    }

    /** What is wrong takes lines that were not there before. */
    private void makeRoom(Window window) {
        double lacking = problem.prefHeight(problem.getWidth()) - problem.getHeight();
        window.setHeight(window.getHeight() + Math.max(0, lacking));
    }

    private void takeChoice() {
        choices.ifPresent(chosen -> pairs.setText(chosen.text()));
    }

    /** What is chosen follows what is typed, once that means something. */
    private void showTyped() {
        if (choices.isPresent()) {
            mapping().filter(typed -> !typed.text().equals(chosenText())).ifPresent(this::show);
            problem.setText("");
        }
    }

    private void show(ColumnMapping typed) {
        choices.ifPresent(each -> each.show(typed));
    }

    private String chosenText() {
        String text = choices.map(ColumnChoices::text).orElse("");
        try {
            return text.isEmpty() ? text : ColumnMapping.parse(text).text();
        } catch (DataException e) {
            // A name chosen twice stands so in the field, where it is told.
            return text;
        }
    }

    /** A mapping that fits the file, or empty with the problem told. */
    private Optional<ColumnMapping> usable() {
        Optional<ColumnMapping> written = mapping();
        Optional<String> unfit = written.flatMap(each -> first.flatMap(row -> row.problem(each)));
        unfit.ifPresent(why -> problem.setText(words.tell(why)));
        return unfit.isPresent() ? Optional.empty() : written;
    }

    private VBox content() {
        Label says =
                new Label(
                        choices.isPresent()
                                ? words.say(
                                        "Choose what each column of the file is read as, or write"
                                                + " it below as NAME=COLUMN, separated by commas.")
                                : words.say(
                                        "Which column of the files is which, where they name them"
                                                + " otherwise: NAME=COLUMN, separated by commas."
                                                + " Leave it empty to read the columns by their"
                                                + " own names."));
        Label known = new Label(words.say("Names: {0}", String.join(", ", ColumnMapping.known())));
        known.getStyleClass().add("hint");
        for (Label label : new Label[] {says, known}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox content = new VBox(says);
        choices.map(ColumnsDialog::scrolling).ifPresent(content.getChildren()::add);
        content.getChildren().addAll(pairs, problem);
        if (choices.isEmpty()) {
            content.getChildren().add(known);
        }
        content.getStyleClass().add("dialog-content");
        content.setPrefWidth(choices.isPresent() ? 620 : 520);
        return content;
    }

    private static ScrollPane scrolling(ColumnChoices choices) {
        ScrollPane scroll = new ScrollPane(choices);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMaxHeight(260);
        return scroll;
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
