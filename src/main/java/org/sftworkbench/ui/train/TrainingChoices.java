package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.Property;
import org.sftworkbench.ui.common.words.Words;

/**
 * All that the user chooses for a run: the numbers, what is trained, how it is computed, what is
 * recorded. FX thread only.
 */
public final class TrainingChoices {
    private final TrainingForm form;
    private final MethodForm method;
    private final ComputationForm computation;
    private final RecordForm record;
    private final StringBinding problem;

    TrainingChoices(Words words) {
        form = new TrainingForm(words);
        method = new MethodForm(words);
        computation = new ComputationForm(words);
        record = new RecordForm(words);
        problem =
                Bindings.createStringBinding(
                        () ->
                                Stream.of(
                                                method.problemProperty().get(),
                                                form.problemProperty().get(),
                                                record.problemProperty().get())
                                        .filter(text -> !text.isEmpty())
                                        .findFirst()
                                        .orElse(""),
                        method.problemProperty(),
                        form.problemProperty(),
                        record.problemProperty());
    }

    /** How to put every choice back to what it is now. */
    Runnable keep() {
        List<Runnable> back = new ArrayList<>();
        for (List<Property<?>> values :
                List.of(method.values(), form.values(), computation.values(), record.values())) {
            values.forEach(value -> back.add(wayBack(value)));
        }
        return () -> back.forEach(Runnable::run);
    }

    private static <T> Runnable wayBack(Property<T> property) {
        T value = property.getValue();
        return () -> property.setValue(value);
    }

    /** Calls back when something changes that memory or time depends on. */
    void onChange(Runnable changed) {
        List<Observable> all =
                List.of(
                        form.batchSize().textProperty(),
                        form.gradAccum().textProperty(),
                        form.maxLength().textProperty(),
                        form.overlongProperty(),
                        form.epochs().textProperty(),
                        form.steps().textProperty(),
                        form.byStepsProperty(),
                        method.loraProperty(),
                        method.rank().textProperty(),
                        method.targets().textProperty(),
                        method.outlineProperty(),
                        computation.precisionProperty(),
                        computation.deviceProperty(),
                        computation.checkpointingProperty(),
                        computation.layoutProperty());
        all.forEach(each -> each.addListener(o -> changed.run()));
    }

    /** What the forecast is asked; empty where the choices make no run yet. */
    Optional<RunForecast.Question> question(EncodedRows rows) {
        if (rows == null
                || method.outlineProperty().get() == null
                || !problem.get().isEmpty()
                || form.config().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new RunForecast.Question(
                        method.outlineProperty().get(),
                        method.config(),
                        rows,
                        form.config().get(),
                        computation.step(),
                        computation.settings()));
    }

    public TrainingForm form() {
        return form;
    }

    public MethodForm method() {
        return method;
    }

    public ComputationForm computation() {
        return computation;
    }

    /** What is measured beside the steps, and kept. */
    public RecordForm record() {
        return record;
    }

    /** The first thing that keeps the choices from making a run; empty where nothing does. */
    public StringBinding problemProperty() {
        return problem;
    }
}
