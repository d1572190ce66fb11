package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.BackgroundTask;

/**
 * Offers the form what suits the open model and the method: hyper-parameters, and the layers there
 * are. FX thread only.
 */
final class OfferedNumbers {
    private static final double LORA_RATE = 10;

    private final TrainingForm form;
    private final MethodForm method;
    private final ObjectProperty<Path> model;
    private final Executor background;
    private final Executor fx;
    private final ObjectProperty<TrainingConfig> defaults =
            new SimpleObjectProperty<>(this, "defaults", TrainingConfig.TRL_DEFAULTS);

    OfferedNumbers(
            TrainingForm form,
            MethodForm method,
            ObjectProperty<Path> model,
            Executor background,
            Executor fx) {
        this.form = form;
        this.method = method;
        this.model = model;
        this.background = background;
        this.fx = fx;
        defaults.addListener((o, was, is) -> offer());
        method.loraProperty().addListener((o, was, is) -> offer());
        method.adapterOpenProperty().addListener((o, was, is) -> offer());
        model.addListener((o, was, is) -> readOutline(is));
    }

    /** Hyper-parameters offered at first; what the user has typed stays. */
    ObjectProperty<TrainingConfig> defaultsProperty() {
        return defaults;
    }

    /** Adapters want about ten times the learning rate (Schulman et al. 2025, LoRA). */
    private void offer() {
        TrainingConfig offered = defaults.get();
        form.offer(
                method.endsInAdapter()
                        ? offered.withLearningRate(LORA_RATE * offered.learningRate())
                        : offered);
    }

    private void readOutline(Path directory) {
        method.outlineProperty().set(null);
        if (directory == null) {
            return;
        }
        BackgroundTask.of(() -> ModelOutline.read(directory))
                .onSuccess(
                        outline -> {
                            if (directory.equals(model.get())) {
                                method.outlineProperty().set(outline);
                            }
                        })
                // Whoever opens the model is told what is wrong with it.
                .onError(ModelException.class, e -> {})
                .start(background, fx);
    }
}
