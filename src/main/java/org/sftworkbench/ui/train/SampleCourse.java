package org.sftworkbench.ui.train;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.train.RunRanges;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.words.Words;

/**
 * The question a model is asked while it learns, how often, and what it has answered so far. FX
 * thread only.
 */
public final class SampleCourse {
    private static final int DEFAULT_EVERY = 10;

    /** As many rows as a menu can show, and all of them in memory. */
    private static final int OFFERED = 1_000;

    private final ObservableList<DataRow> rows;
    private final ObservableList<DataRow> heldOut = FXCollections.observableArrayList();
    private final ObservableList<SampleQuestion> questions = FXCollections.observableArrayList();
    private final ObservableList<SampleAnswer> answers = FXCollections.observableArrayList();
    private final ObjectProperty<SampleQuestion> question =
            new SimpleObjectProperty<>(this, "question");
    private final ObjectProperty<SampleQuestion> asked = new SimpleObjectProperty<>(this, "asked");
    private final FormField<Integer> every;

    private SampleQuestion offered;

    SampleCourse(Words words, ObservableList<DataRow> rows) {
        this.rows = rows;
        every = FormField.wholeNumber(words, Words.key("Sample every"), RunRanges.EVERY);
        every.offer(DEFAULT_EVERY);
        rows.addListener((ListChangeListener<DataRow>) change -> collect());
        heldOut.addListener((ListChangeListener<DataRow>) change -> collect());
        collect();
    }

    /** Rows that are not trained on; their questions are offered first. */
    public ObservableList<DataRow> heldOut() {
        return heldOut;
    }

    /** What can be asked: held-out rows, then training rows. */
    public ObservableList<SampleQuestion> questions() {
        return questions;
    }

    /** The question of the next run; null for none. */
    public ObjectProperty<SampleQuestion> questionProperty() {
        return question;
    }

    /** The question that {@link #answers} are about; null before the first run. */
    public ObjectProperty<SampleQuestion> askedProperty() {
        return asked;
    }

    /** Steps between two answers; 0 for none. */
    public FormField<Integer> every() {
        return every;
    }

    /** Answers of the current run, oldest first. */
    public ObservableList<SampleAnswer> answers() {
        return answers;
    }

    private void collect() {
        // What the user has chosen stays; what was only offered gives way to a better offer.
        SampleQuestion chosen = Objects.equals(question.get(), offered) ? null : question.get();
        List<SampleQuestion> all =
                Stream.concat(
                                heldOut.stream().map(row -> SampleQuestion.of(row, true)),
                                rows.stream()
                                        .limit(OFFERED)
                                        .map(row -> SampleQuestion.of(row, false)))
                        .flatMap(java.util.Optional::stream)
                        .toList();
        questions.setAll(all);
        question.set(
                all.stream()
                        .filter(q -> Objects.equals(q, chosen))
                        .findFirst()
                        .orElse(all.isEmpty() ? null : all.get(0)));
        offered = Objects.equals(question.get(), chosen) ? null : question.get();
    }
}
