package org.sftworkbench.ui.train;

import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.ui.common.NumberBox;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** The numbers of a run on the screen: six that everybody sets, the rest folded. FX thread only. */
public final class FormPanel extends VBox {
    @FXML private MenuButton presets;
    @FXML private PresetNaming naming;
    @FXML private ProblemBar problem;
    @FXML private NumberBox batchSize;
    @FXML private NumberBox gradAccum;
    @FXML private NumberBox learningRate;
    @FXML private ChoiceBox<ScheduleKind> schedule;
    @FXML private NumberBox warmup;
    @FXML private NumberBox weightDecay;
    @FXML private NumberBox maxGradNorm;
    @FXML private NumberBox beta1;
    @FXML private NumberBox beta2;
    @FXML private NumberBox epsilon;
    @FXML private RadioButton byEpochs;
    @FXML private RadioButton bySteps;
    @FXML private NumberBox epochs;
    @FXML private NumberBox steps;
    @FXML private NumberBox maxLength;
    @FXML private ChoiceBox<LengthPolicy.Overlong> overlong;
    @FXML private NumberBox seed;
    @FXML private CheckBox shuffle;
    @FXML private ChoiceBox<BatchLayout> layout;
    @FXML private ChoiceBox<PackingStrategy> packing;
    @FXML private ChoiceBox<LossNormalization> normalization;
    @FXML private NumberBox heldOut;
    @FXML private NumberBox evalEvery;
    @FXML private NumberBox saveEvery;
    @FXML private NumberBox kept;
    @FXML private FoldBox optimizer;
    @FXML private FoldBox rows;
    @FXML private FoldBox recorded;
    private TrainingChoices choices;
    private Words words;

    public FormPanel() {}

    /** Puts the choices of a view on the screen. */
    void bind(TrainViewModel view, Words language) {
        choices = view.choices();
        words = language;
        PaneLoader.load(this, words);
        ToggleGroup length = new ToggleGroup();
        byEpochs.setToggleGroup(length);
        bySteps.setToggleGroup(length);
        epochs.managedProperty().bind(epochs.visibleProperty());
        steps.managedProperty().bind(steps.visibleProperty());
        epochs.visibleProperty().bind(bySteps.selectedProperty().not());
        steps.visibleProperty().bind(bySteps.selectedProperty());
        bindNumbers();
        TrainingForm form = choices.form();
        shuffle.selectedProperty().bindBidirectional(form.shuffleProperty());
        SaidChoices.fill(
                schedule, form.scheduleProperty(), ScheduleKind.values(), words, this::schedule);
        SaidChoices.fill(
                normalization,
                form.normalizationProperty(),
                LossNormalization.values(),
                words,
                choice ->
                        choice == LossNormalization.TOKEN_MEAN
                                ? words.say("mean over tokens")
                                : words.say("mean of means"));
        SaidChoices.fill(
                overlong,
                form.overlongProperty(),
                LengthPolicy.Overlong.values(),
                words,
                this::overlong);
        SaidChoices.fill(
                layout,
                choices.computation().layoutProperty(),
                BatchLayout.values(),
                words,
                this::layout);
        SaidChoices.fill(
                packing,
                choices.computation().packingProperty(),
                PackingStrategy.values(),
                words,
                this::packing);
        packing.visibleProperty()
                .bind(choices.computation().layoutProperty().isEqualTo(BatchLayout.PACKED));
        packing.managedProperty().bind(packing.visibleProperty());
        byEpochs.setSelected(!form.byStepsProperty().get());
        bySteps.selectedProperty().bindBidirectional(form.byStepsProperty());
        // The group would otherwise keep neither button where the form goes back to epochs.
        form.byStepsProperty().addListener((o, was, is) -> byEpochs.setSelected(!is));
        new PresetMenu(presets, view.presets(), view.runs().selected(), naming, words)
                .fill(choices, view.defaultsProperty());
        problem.problemProperty().bindBidirectional(view.presets().problemProperty());
        problem.speak(words);
    }

    private void bindNumbers() {
        TrainingForm form = choices.form();
        OptimizerForm adam = form.optimizer();
        RecordForm record = choices.record();
        batchSize.bind(form.batchSize());
        gradAccum.bind(form.gradAccum());
        learningRate.bind(form.learningRate());
        warmup.bind(form.warmup());
        warmup.disableProperty().bind(form.scheduleProperty().isEqualTo(ScheduleKind.CONSTANT));
        epochs.bind(form.epochs());
        steps.bind(form.steps());
        maxLength.bind(form.maxLength());
        seed.bind(form.seed());
        weightDecay.bind(adam.weightDecay());
        maxGradNorm.bind(adam.maxGradNorm());
        beta1.bind(adam.beta1());
        beta2.bind(adam.beta2());
        epsilon.bind(adam.epsilon());
        heldOut.bind(record.evalShare());
        evalEvery.bind(record.evalEvery());
        saveEvery.bind(record.saveEvery());
        kept.bind(record.kept());
        optimizer.openAt(
                form.warmup(),
                adam.weightDecay(),
                adam.maxGradNorm(),
                adam.beta1(),
                adam.beta2(),
                adam.epsilon());
        rows.openAt(form.seed());
        recorded.openAt(record.evalEvery(), record.saveEvery(), record.kept());
    }

    private String schedule(ScheduleKind kind) {
        return switch (kind) {
            case CONSTANT -> words.say("constant");
            case CONSTANT_WITH_WARMUP -> words.say("constant with warm-up");
            case LINEAR -> words.say("linear to 0");
            case COSINE -> words.say("cosine to 0");
        };
    }

    private String overlong(LengthPolicy.Overlong policy) {
        return switch (policy) {
            case FILTER -> words.say("left out");
            case KEEP_START -> words.say("cut, the start kept");
            case KEEP_END -> words.say("cut, the end kept");
        };
    }

    private String packing(PackingStrategy strategy) {
        return switch (strategy) {
            case BFD -> words.say("best fit decreasing (bfd)");
            case FFD -> words.say("first fit decreasing (ffd)");
        };
    }

    private String layout(BatchLayout choice) {
        return switch (choice) {
            case PADDING_FREE -> words.say("end to end, no padding");
            case PADDED -> words.say("padded on the right");
            case PACKED -> words.say("packed into max length");
        };
    }
}
