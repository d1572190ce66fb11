package org.sftworkbench.ui.train;

import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.ui.common.NumberBox;
import org.sftworkbench.ui.common.PaneLoader;

/** The hyper-parameters on the screen. FX thread only. */
public final class FormPanel extends VBox {
    @FXML private NumberBox batchSize;
    @FXML private NumberBox gradAccum;
    @FXML private NumberBox learningRate;
    @FXML private ChoiceBox<ScheduleKind> schedule;
    @FXML private NumberBox warmup;
    @FXML private NumberBox weightDecay;
    @FXML private NumberBox maxGradNorm;
    @FXML private RadioButton byEpochs;
    @FXML private RadioButton bySteps;
    @FXML private NumberBox epochs;
    @FXML private NumberBox steps;
    @FXML private NumberBox maxLength;
    @FXML private NumberBox seed;
    @FXML private CheckBox shuffle;
    @FXML private ChoiceBox<LossNormalization> normalization;
    private TrainingForm form;

    public FormPanel() {
        PaneLoader.load(this);
        ToggleGroup length = new ToggleGroup();
        byEpochs.setToggleGroup(length);
        bySteps.setToggleGroup(length);
        epochs.managedProperty().bind(epochs.visibleProperty());
        steps.managedProperty().bind(steps.visibleProperty());
        epochs.visibleProperty().bind(bySteps.selectedProperty().not());
        steps.visibleProperty().bind(bySteps.selectedProperty());
    }

    void bind(TrainingForm bound) {
        form = bound;
        batchSize.bind(form.batchSize());
        gradAccum.bind(form.gradAccum());
        learningRate.bind(form.learningRate());
        warmup.bind(form.warmup());
        weightDecay.bind(form.weightDecay());
        maxGradNorm.bind(form.maxGradNorm());
        epochs.bind(form.epochs());
        steps.bind(form.steps());
        maxLength.bind(form.maxLength());
        seed.bind(form.seed());
        shuffle.selectedProperty().bindBidirectional(form.shuffleProperty());
        fill(schedule, form.scheduleProperty(), ScheduleKind.values());
        fill(normalization, form.normalizationProperty(), LossNormalization.values());
        byEpochs.setSelected(!form.byStepsProperty().get());
        bySteps.selectedProperty().bindBidirectional(form.byStepsProperty());
        // The group would otherwise keep neither button where the form goes back to epochs.
        form.byStepsProperty().addListener((o, was, is) -> byEpochs.setSelected(!is));
    }

    @FXML
    private void reset() {
        form.reset();
    }

    private static <E extends Enum<E>> void fill(
            ChoiceBox<E> box, ObjectProperty<E> value, E[] choices) {
        box.getItems().setAll(choices);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(E choice) {
                        return choice == null ? "" : words(choice);
                    }

                    @Override
                    public E fromString(String text) {
                        return null;
                    }
                });
        box.valueProperty().bindBidirectional(value);
    }

    private static String words(Enum<?> choice) {
        if (choice instanceof ScheduleKind kind) {
            return switch (kind) {
                case CONSTANT -> "constant";
                case CONSTANT_WITH_WARMUP -> "constant after warm-up";
                case LINEAR -> "linear to 0";
                case COSINE -> "cosine to 0";
            };
        }
        return choice == LossNormalization.TOKEN_MEAN ? "mean over tokens" : "mean of means";
    }
}
