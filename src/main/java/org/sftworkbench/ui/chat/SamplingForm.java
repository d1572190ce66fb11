package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Sampling;
import org.sftworkbench.generate.SamplingRanges;
import org.sftworkbench.model.Precision;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/** How answers are chosen, as the user types it. FX thread only. */
public final class SamplingForm {
    private static final int DEFAULT_MAX_NEW_TOKENS = 128;
    private static final double DEFAULT_TEMPERATURE = 0.7;
    private static final double DEFAULT_TOP_P = 0.95;
    private static final long DEFAULT_SEED = 42;

    /** Likeliest tokens told with each that is written. */
    private static final int ALTERNATIVES = 5;

    private final BooleanProperty greedy = new SimpleBooleanProperty(this, "greedy", true);
    private final BooleanProperty ignoreEos = new SimpleBooleanProperty(this, "ignoreEos");
    private final ObjectProperty<Precision> precision =
            new SimpleObjectProperty<>(this, "precision", Precision.FLOAT32);
    private final FormField<Double> temperature;
    private final FormField<Double> topP;
    private final FormField<Integer> topK;
    private final FormField<Double> minP;
    private final FormField<Double> repetitionPenalty;
    private final FormField<Long> seed;
    private final FormField<Integer> maxNewTokens;
    private final StringProperty stopStrings = new SimpleStringProperty(this, "stopStrings", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    SamplingForm(Words words) {
        temperature =
                new FormField<>(
                        words,
                        Words.key("Temperature"),
                        Words.key("a number above 0 (Greedy stands for 0) and at most 1000"),
                        text ->
                                Numbers.parseDouble(text)
                                        .filter(SamplingRanges.TEMPERATURE::holds)
                                        .filter(x -> x > 0),
                        Numbers::format);
        topP = FormField.number(words, Words.key("Top-p"), SamplingRanges.TOP_P);
        topK = FormField.wholeNumber(words, Words.key("Top-k"), SamplingRanges.TOP_K);
        minP = FormField.number(words, Words.key("Min-p"), SamplingRanges.MIN_P);
        repetitionPenalty =
                FormField.number(
                        words, Words.key("Repetition penalty"), SamplingRanges.REPETITION_PENALTY);
        seed = FormField.anyWholeNumber(words, Words.key("Seed"));
        maxNewTokens =
                FormField.wholeNumber(
                        words, Words.key("Max new tokens"), SamplingRanges.NEW_TOKENS);
        minP.offer(0.0);
        repetitionPenalty.offer(1.0);
        temperature.offer(DEFAULT_TEMPERATURE);
        topP.offer(DEFAULT_TOP_P);
        topK.offer(0);
        seed.offer(DEFAULT_SEED);
        maxNewTokens.offer(DEFAULT_MAX_NEW_TOKENS);
        greedy.addListener((o, was, is) -> validate());
        fields().forEach(field -> field.problemProperty().addListener((o, was, is) -> validate()));
    }

    /** The settings, or empty where {@link #problemProperty} says what is wrong. */
    Optional<GenerationSettings> settings() {
        if (!problem.get().isEmpty()) {
            return Optional.empty();
        }
        double penalty = repetitionPenalty.value().orElseThrow();
        Sampling sampling =
                greedy.get()
                        ? new Sampling(0, 0, 1, 0, penalty, 0)
                        : new Sampling(
                                temperature.value().orElseThrow(),
                                topK.value().orElseThrow(),
                                topP.value().orElseThrow(),
                                minP.value().orElseThrow(),
                                penalty,
                                seed.value().orElseThrow());
        return Optional.of(
                new GenerationSettings(
                        maxNewTokens.value().orElseThrow(),
                        sampling,
                        ignoreEos.get(),
                        stops(),
                        ALTERNATIVES));
    }

    /** One a line; backslash n and backslash t stand for a line's end and a tab. */
    private List<String> stops() {
        return stopStrings
                .get()
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.replace("\\n", "\n").replace("\\t", "\t"))
                .toList();
    }

    /** How to put everything back to what it is now. */
    public Runnable keep() {
        List<Property<?>> all = new ArrayList<>(List.of(greedy, ignoreEos, precision, stopStrings));
        fields().forEach(field -> all.add(field.textProperty()));
        List<Runnable> back = all.stream().map(SamplingForm::wayBack).toList();
        return () -> back.forEach(Runnable::run);
    }

    private static <T> Runnable wayBack(Property<T> property) {
        T value = property.getValue();
        return () -> property.setValue(value);
    }

    /** Puts every value back to its default. */
    public void reset() {
        greedy.set(true);
        ignoreEos.set(false);
        stopStrings.set("");
        precision.set(Precision.FLOAT32);
        fields().forEach(FormField::reset);
    }

    /** Whether the likeliest token is always taken, and the sampling fields do not matter. */
    public BooleanProperty greedyProperty() {
        return greedy;
    }

    /** Whether to go on through end-of-sequence tokens. */
    public BooleanProperty ignoreEosProperty() {
        return ignoreEos;
    }

    /** The type the models are held and multiplied in. */
    public ObjectProperty<Precision> precisionProperty() {
        return precision;
    }

    public FormField<Double> temperature() {
        return temperature;
    }

    public FormField<Double> topP() {
        return topP;
    }

    public FormField<Integer> topK() {
        return topK;
    }

    public FormField<Double> minP() {
        return minP;
    }

    public FormField<Double> repetitionPenalty() {
        return repetitionPenalty;
    }

    /** Texts that end an answer, one a line. */
    public StringProperty stopStringsProperty() {
        return stopStrings;
    }

    public FormField<Long> seed() {
        return seed;
    }

    public FormField<Integer> maxNewTokens() {
        return maxNewTokens;
    }

    /** The first thing that keeps the form from being used; empty where nothing does. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    private List<FormField<?>> fields() {
        return List.of(maxNewTokens, repetitionPenalty, temperature, topP, topK, minP, seed);
    }

    private void validate() {
        Stream<FormField<?>> used =
                greedy.get() ? Stream.of(maxNewTokens, repetitionPenalty) : fields().stream();
        problem.set(
                used.map(field -> field.problemProperty().get())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }
}
