package org.sftworkbench.ui.chat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.Precision;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;

/** How answers are chosen, as the user types it. FX thread only. */
public final class SamplingForm {
    private static final int DEFAULT_MAX_NEW_TOKENS = 128;
    private static final double DEFAULT_TEMPERATURE = 0.7;
    private static final double DEFAULT_TOP_P = 0.95;
    private static final long DEFAULT_SEED = 42;

    private final BooleanProperty greedy = new SimpleBooleanProperty(this, "greedy", true);
    private final BooleanProperty ignoreEos = new SimpleBooleanProperty(this, "ignoreEos");
    private final ObjectProperty<Precision> precision =
            new SimpleObjectProperty<>(this, "precision", Precision.FLOAT32);
    private final FormField<Double> temperature = FormField.positive("Temperature");
    private final FormField<Double> topP =
            new FormField<>(
                    "Top-p",
                    "a number above 0 and at most 1",
                    text -> Numbers.parseDouble(text).filter(p -> p > 0 && p <= 1),
                    Numbers::format);
    private final FormField<Integer> topK = FormField.wholeNumber("Top-k", 0);
    private final FormField<Long> seed = FormField.anyWholeNumber("Seed");
    private final FormField<Integer> maxNewTokens = FormField.wholeNumber("Max new tokens", 1);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    SamplingForm() {
        temperature.offer(DEFAULT_TEMPERATURE);
        topP.offer(DEFAULT_TOP_P);
        topK.offer(0);
        seed.offer(DEFAULT_SEED);
        maxNewTokens.offer(DEFAULT_MAX_NEW_TOKENS);
        greedy.addListener((o, was, is) -> validate());
        fields().forEach(field -> field.textProperty().addListener((o, was, is) -> validate()));
    }

    /** The settings, or empty where {@link #problemProperty} says what is wrong. */
    Optional<GenerationSettings> settings() {
        if (!problem.get().isEmpty()) {
            return Optional.empty();
        }
        int most = maxNewTokens.value().orElseThrow();
        return Optional.of(
                greedy.get()
                        ? new GenerationSettings(most, 0, 1, 0, 0, ignoreEos.get())
                        : new GenerationSettings(
                                most,
                                temperature.value().orElseThrow(),
                                topP.value().orElseThrow(),
                                topK.value().orElseThrow(),
                                seed.value().orElseThrow(),
                                ignoreEos.get()));
    }

    /** Puts every value back to its default. */
    public void reset() {
        greedy.set(true);
        ignoreEos.set(false);
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
        return List.of(maxNewTokens, temperature, topP, topK, seed);
    }

    private void validate() {
        Stream<FormField<?>> used = greedy.get() ? Stream.of(maxNewTokens) : fields().stream();
        problem.set(
                used.map(field -> field.problemProperty().get())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }
}
