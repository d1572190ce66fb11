package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Place;
import org.sftworkbench.check.Severity;
import org.sftworkbench.ui.common.words.Words;

/**
 * The findings of the checks, each with its remedy, and below them the checks that passed; a click
 * or Enter goes to the place of a finding. FX thread only.
 */
final class ChecksList extends StackPane {
    /** A line of the list. */
    sealed interface Line {
        /** What a check has to say. */
        record Found(Finding finding) implements Line {}

        /** The checks with nothing to say. */
        record Passed(List<String> names) implements Line {}
    }

    private final ListView<Line> list = new ListView<>();
    private final Label none = new Label();
    private Consumer<Finding> onFinding = finding -> {};
    private final ReadOnlyDoubleWrapper tallest = new ReadOnlyDoubleWrapper(this, "tallest");
    private CheckResult shown;
    private Words words = Words.english();

    ChecksList() {
        getStyleClass().add("checks-list");
        list.setCellFactory(view -> new LineCell());
        list.setAccessibleText(Words.key("Findings of the checks"));
        list.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        go();
                        event.consume();
                    }
                });
        none.getStyleClass().add("hint");
        none.setWrapText(true);
        getChildren().addAll(list, none);
        show(null);
    }

    /** Hears of the finding whose place the user wants to see. */
    void setOnFinding(Consumer<Finding> listener) {
        onFinding = listener;
    }

    /** Says what it says in the language of the window. */
    void setWords(Words says) {
        words = says;
        // A refresh leaves the cells that are out of sight in the old language.
        words.languageProperty()
                .addListener((o, was, is) -> list.setCellFactory(view -> new LineCell()));
    }

    /** Says this where there is no answer. */
    void setNone(String says) {
        none.setText(says);
    }

    /** Shows an answer; null for none. */
    void show(CheckResult result) {
        none.setVisible(result == null);
        list.setVisible(result != null);
        List<Line> lines = lines(result);
        if (!Objects.equals(lines, list.getItems())) {
            tallest.set(0);
            list.getItems().setAll(lines);
        }
        shown = result;
    }

    /**
     * Height of the tallest finding that was in sight, in pixels: room for it leaves none cut. The
     * names of all that passed may be scrolled to.
     */
    ReadOnlyDoubleProperty tallestProperty() {
        return tallest.getReadOnlyProperty();
    }

    /** What is shown; null for nothing. */
    CheckResult shown() {
        return shown;
    }

    private static List<Line> lines(CheckResult result) {
        List<Line> lines = new ArrayList<>();
        if (result != null) {
            result.findings().forEach(finding -> lines.add(new Line.Found(finding)));
            if (!result.passed().isEmpty()) {
                lines.add(new Line.Passed(result.passed()));
            }
        }
        return lines;
    }

    private void go() {
        if (list.getSelectionModel().getSelectedItem() instanceof Line.Found found) {
            onFinding.accept(found.finding());
        }
    }

    /** An icon, what is the case, what to do, and where. */
    private final class LineCell extends ListCell<Line> {
        private final FontIcon icon = new FontIcon();
        private final Label what = wrapped("check-what");
        private final Label remedy = wrapped("check-remedy");
        private final Label where = wrapped("hint");
        private final HBox box;

        LineCell() {
            getStyleClass().add("check-line");
            VBox words = new VBox(what, remedy, where);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            box = new HBox(icon, words);
            box.getStyleClass().add("check-box");
            setPrefWidth(0);
            addEventHandler(
                    MouseEvent.MOUSE_CLICKED,
                    event -> {
                        if (!isEmpty()) {
                            go();
                        }
                    });
        }

        /** The usual one does not know that the words have the width without the insets. */
        @Override
        protected double computePrefHeight(double width) {
            if (isEmpty()) {
                return super.computePrefHeight(width);
            }
            double insets = snappedLeftInset() + snappedRightInset();
            double words = width < 0 ? width : Math.max(0, width - insets);
            return snappedTopInset() + box.prefHeight(words) + snappedBottomInset();
        }

        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            if (getItem() instanceof Line.Found) {
                tallest.set(Math.max(tallest.get(), getHeight()));
            }
        }

        @Override
        protected void updateItem(Line line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setGraphic(null);
                return;
            }
            if (line instanceof Line.Found found) {
                show(found.finding());
            } else if (line instanceof Line.Passed passed) {
                show(passed.names());
            }
            setGraphic(box);
        }

        private void show(Finding finding) {
            marked(finding.severity());
            icon.setIconLiteral(icon(finding.severity()));
            what.setText(said(finding));
            told(remedy, words.say("What to do: {0}", words.tell(finding.remedy())));
            told(where, finding.check() + ": " + place(finding.place()));
        }

        private void show(List<String> passed) {
            marked(null);
            icon.setIconLiteral("fas-check-circle");
            what.setText(
                    passed.size() == 1
                            ? words.say("One check passed: {0}", passed.get(0))
                            : words.say(
                                    "{0} checks passed: {1}",
                                    passed.size(), String.join(", ", passed)));
            told(remedy, "");
            told(where, "");
        }

        private void marked(Severity severity) {
            for (Severity each : Severity.values()) {
                pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(each.displayed()), each == severity);
            }
            pseudoClassStateChanged(PseudoClass.getPseudoClass("passed"), severity == null);
        }
    }

    /** The icon of a severity; shapes differ as colours do. */
    static String icon(Severity severity) {
        return switch (severity) {
            case ERROR -> "fas-times-circle";
            case WARNING -> "fas-exclamation-triangle";
            case NOTE -> "fas-info-circle";
        };
    }

    /** The place within the row, as the pane shows one row only. */
    private String place(Place place) {
        Place within =
                new Place(
                        0, place.message(), place.firstToken(), place.endToken(), place.template());
        if (!within.equals(Place.SETUP)) {
            return words.tell(within.displayed());
        }
        return place.row() > 0
                ? words.say("the whole row")
                : words.say("tokenizer, template and model");
    }

    private static void told(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    private String said(Finding finding) {
        return switch (finding.severity()) {
            case ERROR -> words.say("Error: {0}", words.tell(finding.message()));
            case WARNING -> words.say("Warning: {0}", words.tell(finding.message()));
            case NOTE -> words.say("Note: {0}", words.tell(finding.message()));
        };
    }

    private static Label wrapped(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
