package org.sftworkbench.ui.train;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** The sample question, the answer its row expects, and what the model has said. FX thread only. */
public final class SamplePanel extends VBox {
    @FXML private ComboBox<SampleQuestion> question;
    @FXML private TextField every;
    @FXML private Label asked;
    @FXML private Label expected;
    @FXML private ListView<SampleAnswer> answers;

    public SamplePanel() {}

    void bind(SampleCourse samples, Words words) {
        PaneLoader.load(this, words);
        question.setCellFactory(list -> new QuestionCell(words));
        question.setButtonCell(new QuestionCell(words));
        makeCells(words);
        // A refresh leaves the cells that are out of sight in the old language.
        words.languageProperty().addListener((o, was, is) -> makeCells(words));
        question.setItems(samples.questions());
        question.valueProperty().bindBidirectional(samples.questionProperty());
        every.textProperty().bindBidirectional(samples.every().textProperty());
        samples.every().problemProperty().addListener((o, was, is) -> mark(!is.isEmpty()));
        answers.setItems(samples.answers());
        NewestInSight.keep(answers);
        samples.questionProperty().addListener((o, was, is) -> describe(samples));
        samples.askedProperty().addListener((o, was, is) -> describe(samples));
        samples.answers().addListener((ListChangeListener<SampleAnswer>) c -> describe(samples));
        describe(samples);
    }

    private void makeCells(Words words) {
        answers.setCellFactory(list -> new AnswerCell(list, words));
    }

    private void mark(boolean wrong) {
        every.pseudoClassStateChanged(PseudoClass.getPseudoClass("danger"), wrong);
    }

    // Answers belong to the question they were given to, whatever is chosen for the next run.
    private void describe(SampleCourse samples) {
        SampleQuestion shown =
                samples.answers().isEmpty()
                        ? samples.questionProperty().get()
                        : samples.askedProperty().get();
        show(asked, shown == null ? "" : shown.question());
        show(expected, shown == null ? "" : shown.expected());
    }

    // One line each, so that the answers have room; the whole of it on request.
    private static void show(Label label, String text) {
        label.setText(text.strip().replaceAll("\\s+", " "));
        label.setTooltip(text.isEmpty() ? null : new Tooltip(text));
    }
}
