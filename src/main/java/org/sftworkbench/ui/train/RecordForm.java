package org.sftworkbench.ui.train;

import static org.sftworkbench.ui.common.words.Words.key;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.Property;
import org.sftworkbench.job.NumberRange;
import org.sftworkbench.train.RunRanges;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * What a run measures and keeps on its way, as the user types it: rows held out and how often they
 * are scored, and how often a checkpoint is saved. FX thread only.
 */
public final class RecordForm {
    private static final int DEFAULT_EVAL_EVERY = 20;
    private static final int DEFAULT_SAVE_EVERY = 100;
    private static final int DEFAULT_KEPT = 3;

    private final FormField<Double> evalShare;
    private final FormField<Integer> evalEvery;
    private final FormField<Integer> saveEvery;
    private final FormField<Integer> kept;
    private final StringBinding problem;

    RecordForm(Words words) {
        evalShare =
                new FormField<>(
                        words,
                        key("Held out"),
                        key("a share such as 0.1, or a number of rows such as 50"),
                        text ->
                                Numbers.parseDouble(text)
                                        .filter(NumberRange.COUNT::holds)
                                        .filter(x -> x < 1 || x == Math.rint(x)),
                        Numbers::format);
        evalEvery = FormField.wholeNumber(words, key("Evaluate every"), RunRanges.EVERY);
        saveEvery = FormField.wholeNumber(words, key("Save every"), RunRanges.EVERY);
        kept = FormField.wholeNumber(words, key("Checkpoints kept"), RunRanges.CHECKPOINTS_KEPT);
        evalShare.offer(0.0);
        evalEvery.offer(DEFAULT_EVAL_EVERY);
        saveEvery.offer(DEFAULT_SAVE_EVERY);
        kept.offer(DEFAULT_KEPT);
        problem =
                Bindings.createStringBinding(
                        () ->
                                fields().stream()
                                        .map(field -> field.problemProperty().get())
                                        .filter(text -> !text.isEmpty())
                                        .findFirst()
                                        .orElse(""),
                        fields().stream()
                                .map(FormField::problemProperty)
                                .toArray(javafx.beans.Observable[]::new));
    }

    private List<FormField<?>> fields() {
        return List.of(evalShare, evalEvery, saveEvery, kept);
    }

    /** All that is chosen here. */
    List<Property<?>> values() {
        return fields().stream().<Property<?>>map(FormField::textProperty).toList();
    }

    /** Puts every value back to its default. */
    public void reset() {
        fields().forEach(FormField::reset);
    }

    /** The rows held out: a share below 1, or a number of rows; 0 for none. */
    public FormField<Double> evalShare() {
        return evalShare;
    }

    /** Steps between two evaluations; 0 for before the first step and after the last only. */
    public FormField<Integer> evalEvery() {
        return evalEvery;
    }

    /** Steps between two checkpoints; 0 for the last only. */
    public FormField<Integer> saveEvery() {
        return saveEvery;
    }

    /** How many checkpoints are kept, the best and the last among them. */
    public FormField<Integer> kept() {
        return kept;
    }

    /** The first thing that cannot be used; empty where all can. */
    public StringBinding problemProperty() {
        return problem;
    }
}
