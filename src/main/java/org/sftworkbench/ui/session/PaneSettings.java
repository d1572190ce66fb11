package org.sftworkbench.ui.session;

import java.util.Optional;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.ui.chat.ChatInputs;
import org.sftworkbench.ui.chat.ChatMode;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.chat.PromptKind;
import org.sftworkbench.ui.chat.SamplingForm;
import org.sftworkbench.ui.chat.ShownSides;
import org.sftworkbench.ui.labels.BatchForm;
import org.sftworkbench.ui.labels.BatchLayout;
import org.sftworkbench.ui.labels.LabelConvention;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.labels.MaskChoice;
import org.sftworkbench.ui.labels.PaddingSide;
import org.sftworkbench.ui.template.Comparison;
import org.sftworkbench.ui.template.PolicyKind;
import org.sftworkbench.ui.template.TemplateVariables;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.template.Thinking;
import org.sftworkbench.ui.train.ComputationForm;
import org.sftworkbench.ui.train.MethodForm;
import org.sftworkbench.ui.train.OptimizerForm;
import org.sftworkbench.ui.train.RecordForm;
import org.sftworkbench.ui.train.TrainViewModel;
import org.sftworkbench.ui.train.TrainingForm;

/** Says which settings of each pane are kept, and under which names. FX thread only. */
public final class PaneSettings {
    /** What the names of the settings begin with that a model offers defaults for. */
    public static final String OFFERED_BY_MODEL = "train.";

    /** The device that a run is computed on. */
    static final String DEVICE = OFFERED_BY_MODEL + "device";

    private final KeptSettings settings;

    public PaneSettings(KeptSettings settings) {
        this.settings = settings;
    }

    public void keep(TemplateViewModel template) {
        settings.add(
                "template.preset",
                () -> Optional.of(template.template().preferred()).filter(name -> !name.isEmpty()),
                template.template()::prefer,
                template.template().presetProperty());
        settings.choice("template.policy", template.policyProperty(), PolicyKind.class);
        settings.text("template.from_last_token", template.fromLastTokenProperty());
        settings.text("template.after_text", template.markerProperty());
        settings.choice("template.thinking", template.thinkingProperty(), Thinking.class);
        TemplateVariables variables = template.variables();
        settings.add(
                "template.variables",
                () -> Optional.of(variables.written()).filter(text -> !text.isEmpty()),
                variables::rewrite,
                variables.textsProperty());
        settings.flag("template.generation_prompt", template.generationPromptProperty());
        keep(template.comparison());
    }

    private void keep(Comparison comparison) {
        settings.add(
                "template.compared_preset",
                () -> Optional.of(comparison.preferred()).filter(name -> !name.isEmpty()),
                comparison::prefer,
                comparison.templateProperty());
        settings.choice("template.compared_policy", comparison.policyProperty(), PolicyKind.class);
        settings.flag("template.compared", comparison.onProperty());
    }

    public void keep(LabelsViewModel labels) {
        BatchForm form = labels.form();
        settings.choice(
                "labels.layout",
                form.layoutProperty(),
                BatchLayout.class,
                () -> unlessChosen(form, form.layoutProperty().get()));
        settings.choice("labels.side", form.sideProperty(), PaddingSide.class);
        settings.field("labels.max_length", form.maxLength());
        settings.choice(
                "labels.overlong",
                form.overlongProperty(),
                LengthPolicy.Overlong.class,
                () -> unlessChosen(form, form.overlongProperty().get()));
        settings.flag("labels.as_in_train", form.asInTrainProperty());
        settings.choice("labels.mask", form.maskProperty(), MaskChoice.class);
        settings.text("labels.from_last_token", form.fromLastTokenProperty());
        settings.text("labels.after_text", form.markerProperty());
        settings.flag("labels.end_of_turn", form.endOfTurnProperty());
        settings.flag("labels.trailing_space", form.trailingSpaceProperty());
        settings.flag("labels.reasoning", form.reasoningProperty());
        settings.choice("labels.convention", labels.conventionProperty(), LabelConvention.class);
        settings.flag("labels.attention_mask", labels.maskShownProperty());
        settings.flag("labels.position_ids", labels.positionsShownProperty());
    }

    /** What follows the Train pane is nothing to keep; what was chosen is, even where it equals. */
    private static <E> E unlessChosen(BatchForm form, E value) {
        return form.asInTrainProperty().get() ? value : null;
    }

    public void keep(TrainViewModel train) {
        keep(train.form());
        keep(train.method());
        keep(train.computation());
        RecordForm record = train.choices().record();
        settings.field("train.eval_share", record.evalShare());
        settings.field("train.eval_every", record.evalEvery());
        settings.field("train.save_every", record.saveEvery());
        settings.field("train.checkpoints_kept", record.kept());
        settings.field("train.sample_every", train.samples().every());
        settings.field("train.probe_every", train.timeline().every());
    }

    private void keep(TrainingForm form) {
        settings.field("train.batch_size", form.batchSize());
        settings.field("train.accumulation", form.gradAccum());
        settings.field("train.warmup", form.warmup());
        settings.field("train.epochs", form.epochs());
        settings.field("train.steps", form.steps());
        settings.field("train.max_length", form.maxLength());
        settings.field("train.seed", form.seed());
        settings.flag("train.by_steps", form.byStepsProperty(), () -> form.defaults().steps() > 0);
        settings.flag("train.shuffle", form.shuffleProperty(), () -> form.defaults().shuffle());
        settings.choice(
                "train.schedule",
                form.scheduleProperty(),
                ScheduleKind.class,
                () -> form.defaults().schedule());
        settings.choice(
                "train.normalization",
                form.normalizationProperty(),
                LossNormalization.class,
                () -> form.defaults().normalization());
        settings.choice(
                "train.overlong",
                form.overlongProperty(),
                LengthPolicy.Overlong.class,
                () -> form.defaults().length().overlong());
        OptimizerForm optimizer = form.optimizer();
        settings.field("train.learning_rate", optimizer.learningRate());
        settings.field("train.beta1", optimizer.beta1());
        settings.field("train.beta2", optimizer.beta2());
        settings.field("train.epsilon", optimizer.epsilon());
        settings.field("train.weight_decay", optimizer.weightDecay());
        settings.field("train.max_grad_norm", optimizer.maxGradNorm());
    }

    private void keep(MethodForm method) {
        settings.flag("train.lora", method.loraProperty());
        settings.field("train.lora_rank", method.rank());
        settings.field("train.lora_alpha", method.alpha());
        settings.field("train.lora_dropout", method.dropout());
        settings.field("train.lora_targets", method.targets());
        settings.field("train.lora_whole", method.modulesToSave());
        settings.flag("train.lora_rank_stabilized", method.rankStabilizedProperty());
    }

    private void keep(ComputationForm computation) {
        settings.choice("train.precision", computation.precisionProperty(), Precision.class);
        settings.text(DEVICE, computation.deviceProperty());
        settings.flag("train.checkpointing", computation.checkpointingProperty());
        settings.choice(
                "train.layout",
                computation.layoutProperty(),
                org.sftworkbench.ui.train.BatchLayout.class);
        settings.choice("train.packing", computation.packingProperty(), PackingStrategy.class);
        settings.flag("train.loss_of_all", computation.lossOfAllProperty());
    }

    public void keep(ChatViewModel chat) {
        ChatInputs inputs = chat.inputs();
        settings.choice("chat.mode", inputs.modeProperty(), ChatMode.class);
        settings.choice("chat.kind", inputs.kindProperty(), PromptKind.class);
        settings.choice("chat.sides", inputs.shownProperty(), ShownSides.class);
        settings.text("chat.system", inputs.systemProperty());
        settings.flag("chat.pad_right", inputs.padRightProperty());
        settings.flag("chat.special_tokens", chat.specialShownProperty());
        settings.flag("chat.paced", chat.pacedProperty());
        SamplingForm sampling = chat.sampling();
        settings.flag("chat.greedy", sampling.greedyProperty());
        settings.flag("chat.ignore_eos", sampling.ignoreEosProperty());
        settings.choice("chat.precision", sampling.precisionProperty(), Precision.class);
        settings.field("chat.temperature", sampling.temperature());
        settings.field("chat.top_p", sampling.topP());
        settings.field("chat.top_k", sampling.topK());
        settings.field("chat.min_p", sampling.minP());
        settings.field("chat.repetition_penalty", sampling.repetitionPenalty());
        settings.field("chat.seed", sampling.seed());
        settings.field("chat.max_new_tokens", sampling.maxNewTokens());
        settings.text("chat.stop_strings", sampling.stopStringsProperty());
    }
}
