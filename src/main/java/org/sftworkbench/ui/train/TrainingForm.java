package org.sftworkbench.ui.train;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;

/**
 * The hyper-parameters as the user types them, and whether they make a configuration. FX thread
 * only.
 */
public final class TrainingForm {
    private static final double DEFAULT_EPOCHS = 3;
    private static final int DEFAULT_STEPS = 100;

    private final FormField<Integer> batchSize = FormField.wholeNumber("Batch size", 1);
    private final FormField<Integer> gradAccum = FormField.wholeNumber("Accumulation", 1);
    private final FormField<Double> learningRate = FormField.positive("Learning rate");
    private final FormField<Double> warmup =
            new FormField<>(
                    "Warm-up",
                    "a number of steps such as 10, or a share of all steps such as 0.1",
                    text ->
                            Numbers.parseDouble(text)
                                    .filter(x -> x >= 0 && (x < 1 || x == Math.rint(x))),
                    Numbers::format);
    private final FormField<Double> weightDecay = FormField.notNegative("Weight decay");
    private final FormField<Double> maxGradNorm = FormField.notNegative("Gradient clipping");
    private final FormField<Double> epochs = FormField.positive("Epochs");
    private final FormField<Integer> steps = FormField.wholeNumber("Steps", 1);
    private final FormField<Integer> maxLength = FormField.wholeNumber("Max length", 0);
    private final FormField<Long> seed = FormField.anyWholeNumber("Seed");
    private final ObjectProperty<ScheduleKind> schedule =
            new SimpleObjectProperty<>(this, "schedule");
    private final ObjectProperty<LossNormalization> normalization =
            new SimpleObjectProperty<>(this, "normalization");
    private final BooleanProperty shuffle = new SimpleBooleanProperty(this, "shuffle");
    private final BooleanProperty bySteps = new SimpleBooleanProperty(this, "bySteps");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private TrainingConfig defaults = TrainingConfig.TRL_DEFAULTS;

    TrainingForm() {
        choose(defaults);
        offerNumbers(defaults);
        for (FormField<?> field : fields()) {
            field.textProperty().addListener((o, was, is) -> validate());
        }
        bySteps.addListener((o, was, is) -> validate());
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
        if (shuffle.get() == defaults.shuffle()) {
            shuffle.set(config.shuffle());
        }
        if (bySteps.get() == defaults.steps() > 0) {
            bySteps.set(config.steps() > 0);
        }
        defaults = config;
        offerNumbers(config);
    }

    /** Puts every value back to its default. */
    public void reset() {
        choose(defaults);
        fields().forEach(FormField::reset);
    }

    /** The configuration, or empty where {@link #problemProperty} says what is wrong. */
    Optional<TrainingConfig> config() {
        if (!problem.get().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new TrainingConfig(
                        batchSize.value().orElseThrow(),
                        gradAccum.value().orElseThrow(),
                        learningRate.value().orElseThrow(),
                        schedule.get(),
                        warmup.value().orElseThrow(),
                        weightDecay.value().orElseThrow(),
                        maxGradNorm.value().orElseThrow(),
                        epochs.value().orElse(DEFAULT_EPOCHS),
                        bySteps.get() ? steps.value().orElseThrow() : 0,
                        maxLength.value().orElseThrow(),
                        seed.value().orElseThrow(),
                        shuffle.get(),
                        normalization.get()));
    }

    public FormField<Integer> batchSize() {
        return batchSize;
    }

    public FormField<Integer> gradAccum() {
        return gradAccum;
    }

    public FormField<Double> learningRate() {
        return learningRate;
    }

    public FormField<Double> warmup() {
        return warmup;
    }

    public FormField<Double> weightDecay() {
        return weightDecay;
    }

    public FormField<Double> maxGradNorm() {
        return maxGradNorm;
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

    private void choose(TrainingConfig config) {
        schedule.set(config.schedule());
        normalization.set(config.normalization());
        shuffle.set(config.shuffle());
        bySteps.set(config.steps() > 0);
    }

    private void offerNumbers(TrainingConfig config) {
        batchSize.offer(config.batchSize());
        gradAccum.offer(config.gradAccum());
        learningRate.offer(config.learningRate());
        warmup.offer(config.warmup());
        weightDecay.offer(config.weightDecay());
        maxGradNorm.offer(config.maxGradNorm());
        epochs.offer(config.epochs() > 0 ? config.epochs() : DEFAULT_EPOCHS);
        steps.offer(config.steps() > 0 ? config.steps() : DEFAULT_STEPS);
        maxLength.offer(config.maxLength());
        seed.offer(config.seed());
    }

    private List<FormField<?>> fields() {
        return List.of(
                batchSize,
                gradAccum,
                learningRate,
                warmup,
                weightDecay,
                maxGradNorm,
                epochs,
                steps,
                maxLength,
                seed);
    }

    private void validate() {
        FormField<?> idle = bySteps.get() ? epochs : steps;
        problem.set(
                fields().stream()
                        .filter(field -> field != idle)
                        .map(field -> field.problemProperty().get())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }
}
