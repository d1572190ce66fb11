package org.sftworkbench.ui.train;

import static org.sftworkbench.ui.common.words.Words.key;

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
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.RunRanges;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * The hyper-parameters as the user types them, and whether they make a configuration. FX thread
 * only.
 */
public final class TrainingForm {
    private static final double DEFAULT_EPOCHS = 3;
    private static final int DEFAULT_STEPS = 100;

    private final FormField<Integer> batchSize;
    private final FormField<Integer> gradAccum;
    private final FormField<Double> warmup;
    private final FormField<Double> epochs;
    private final FormField<Integer> steps;
    private final FormField<Integer> maxLength;
    private final FormField<Long> seed;
    private final OptimizerForm optimizer;
    private final ObjectProperty<ScheduleKind> schedule =
            new SimpleObjectProperty<>(this, "schedule");
    private final ObjectProperty<LossNormalization> normalization =
            new SimpleObjectProperty<>(this, "normalization");
    private final ObjectProperty<LengthPolicy.Overlong> overlong =
            new SimpleObjectProperty<>(this, "overlong");
    private final BooleanProperty shuffle = new SimpleBooleanProperty(this, "shuffle");
    private final BooleanProperty bySteps = new SimpleBooleanProperty(this, "bySteps");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private TrainingConfig defaults = TrainingConfig.TRL_DEFAULTS;

    TrainingForm(Words words) {
        batchSize = FormField.wholeNumber(words, key("Batch size"), RunRanges.BATCH_SIZE);
        gradAccum = FormField.wholeNumber(words, key("Accumulation"), RunRanges.ACCUMULATION);
        warmup =
                new FormField<>(
                        words,
                        key("Warm-up"),
                        key("a number of steps such as 10, or a share of all steps such as 0.1"),
                        text ->
                                Numbers.parseDouble(text)
                                        .filter(RunRanges.WARM_UP::holds)
                                        .filter(x -> x < 1 || x == Math.rint(x)),
                        Numbers::format);
        epochs = FormField.number(words, key("Epochs"), RunRanges.EPOCHS);
        steps = FormField.wholeNumber(words, key("Steps"), RunRanges.STEPS);
        maxLength = FormField.wholeNumber(words, key("Max length"), RunRanges.LENGTH);
        seed = FormField.anyWholeNumber(words, key("Seed"));
        optimizer = new OptimizerForm(words);
        choose(defaults);
        write(defaults, FormField::offer);
        for (FormField<?> field : fields()) {
            field.problemProperty().addListener((o, was, is) -> validate());
        }
        bySteps.addListener((o, was, is) -> validate());
        schedule.addListener((o, was, is) -> validate());
        validate();
    }

    /** Takes new defaults; whatever the user has changed stays. */
    void offer(TrainingConfig config) {
        if (schedule.get() == defaults.schedule()) {
            schedule.set(config.schedule());
        }
        if (normalization.get() == defaults.normalization()) {
            normalization.set(config.normalization());
        }
        if (overlong.get() == defaults.length().overlong()) {
            overlong.set(config.length().overlong());
        }
        if (shuffle.get() == defaults.shuffle()) {
            shuffle.set(config.shuffle());
        }
        if (bySteps.get() == defaults.steps() > 0) {
            bySteps.set(config.steps() > 0);
        }
        defaults = config;
        write(config, FormField::offer);
    }

    /** What {@link #reset} goes back to. */
    public TrainingConfig defaults() {
        return defaults;
    }

    /** Puts every value back to its default. */
    public void reset() {
        choose(defaults);
        fields().forEach(FormField::reset);
    }

    /** Writes a configuration's values into the form, as the user would by typing them. */
    public void type(TrainingConfig config) {
        choose(config);
        write(config, FormField::type);
    }

    /** The configuration, or empty where {@link #problemProperty} says what is wrong. */
    Optional<TrainingConfig> config() {
        if (!problem.get().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new TrainingConfig(
                        optimizer.config(),
                        new TrainingConfig.Course(
                                epochs.value().orElse(DEFAULT_EPOCHS),
                                bySteps.get() ? steps.value().orElseThrow() : 0,
                                schedule.get(),
                                isWarmedUp() ? warmup.value().orElseThrow() : 0),
                        new TrainingConfig.Batching(
                                batchSize.value().orElseThrow(),
                                gradAccum.value().orElseThrow(),
                                shuffle.get(),
                                normalization.get()),
                        new LengthPolicy(maxLength.value().orElseThrow(), overlong.get()),
                        seed.value().orElseThrow()));
    }

    public FormField<Integer> batchSize() {
        return batchSize;
    }

    public FormField<Integer> gradAccum() {
        return gradAccum;
    }

    public FormField<Double> learningRate() {
        return optimizer.learningRate();
    }

    /** AdamW's numbers. */
    public OptimizerForm optimizer() {
        return optimizer;
    }

    public FormField<Double> warmup() {
        return warmup;
    }

    public FormField<Double> epochs() {
        return epochs;
    }

    public FormField<Integer> steps() {
        return steps;
    }

    public FormField<Integer> maxLength() {
        return maxLength;
    }

    public FormField<Long> seed() {
        return seed;
    }

    public ObjectProperty<ScheduleKind> scheduleProperty() {
        return schedule;
    }

    public ObjectProperty<LossNormalization> normalizationProperty() {
        return normalization;
    }

    /** What becomes of rows longer than {@link #maxLength}. */
    public ObjectProperty<LengthPolicy.Overlong> overlongProperty() {
        return overlong;
    }

    public BooleanProperty shuffleProperty() {
        return shuffle;
    }

    /** Whether {@link #steps} rather than {@link #epochs} ends the run. */
    public BooleanProperty byStepsProperty() {
        return bySteps;
    }

    /** The first thing that keeps the form from being used; empty where nothing does. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whoever chooses a constant rate, where one with a warm-up is offered too, wants none. */
    private boolean isWarmedUp() {
        return schedule.get() != ScheduleKind.CONSTANT;
    }

    private void choose(TrainingConfig config) {
        schedule.set(config.schedule());
        normalization.set(config.normalization());
        overlong.set(config.length().overlong());
        shuffle.set(config.shuffle());
        bySteps.set(config.steps() > 0);
    }

    /** Puts a value into a field, as a default or as if it were typed. */
    interface Writing {
        <T> void into(FormField<T> field, T value);
    }

    private void write(TrainingConfig config, Writing write) {
        write.into(batchSize, config.batchSize());
        write.into(gradAccum, config.gradAccum());
        write.into(warmup, config.warmup());
        write.into(epochs, config.epochs() > 0 ? config.epochs() : DEFAULT_EPOCHS);
        write.into(steps, config.steps() > 0 ? config.steps() : DEFAULT_STEPS);
        write.into(maxLength, config.maxLength());
        write.into(seed, config.seed());
        optimizer.write(config.optimizer(), write);
    }

    private List<FormField<?>> fields() {
        return Stream.concat(
                        Stream.of(epochs, steps, batchSize, gradAccum, warmup, maxLength, seed),
                        optimizer.fields().stream())
                .toList();
    }

    /** All that is chosen here. */
    List<Property<?>> values() {
        List<Property<?>> values =
                new ArrayList<>(List.of(schedule, normalization, overlong, shuffle, bySteps));
        fields().forEach(field -> values.add(field.textProperty()));
        return values;
    }

    private void validate() {
        FormField<?> idle = bySteps.get() ? epochs : steps;
        problem.set(
                fields().stream()
                        .filter(field -> field != idle && (field != warmup || isWarmedUp()))
                        .map(field -> field.problemProperty().get())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }
}
