package org.sftworkbench.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.template.Comparison;
import org.sftworkbench.ui.template.PolicyKind;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.train.TrainViewModel;

class PaneSettingsTest {
    /** Every setting there is, each with a value that is not its default. */
    private static final Map<String, String> ALL =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("template.preset", "Gemma"),
                            Map.entry("template.policy", "LAST_ASSISTANT"),
                            Map.entry("template.from_last_token", "<answer>"),
                            Map.entry("template.after_text", "Answer:"),
                            Map.entry("template.thinking", "FALSE"),
                            Map.entry("template.variables", "{\"effort\":\"low\",\"n\":\"3\"}"),
                            Map.entry("template.generation_prompt", "true"),
                            Map.entry("template.compared", "true"),
                            Map.entry("template.compared_preset", "Gemma"),
                            Map.entry("template.compared_policy", "COMPLETION"),
                            Map.entry("labels.layout", "PADDING_FREE"),
                            Map.entry("labels.side", "LEFT"),
                            Map.entry("labels.max_length", "77"),
                            Map.entry("labels.overlong", "FILTER"),
                            Map.entry("labels.as_in_train", "false"),
                            Map.entry("labels.mask", "ALL"),
                            Map.entry("labels.from_last_token", "x"),
                            Map.entry("labels.after_text", "y"),
                            Map.entry("labels.end_of_turn", "false"),
                            Map.entry("labels.trailing_space", "true"),
                            Map.entry("labels.reasoning", "false"),
                            Map.entry("labels.convention", "ALIGNED"),
                            Map.entry("labels.attention_mask", "true"),
                            Map.entry("labels.position_ids", "true"),
                            Map.entry("train.batch_size", "3"),
                            Map.entry("train.accumulation", "5"),
                            Map.entry("train.warmup", "0.2"),
                            Map.entry("train.epochs", "not a number"),
                            Map.entry("train.steps", "17"),
                            Map.entry("train.max_length", "99"),
                            Map.entry("train.seed", "7"),
                            Map.entry("train.by_steps", "true"),
                            Map.entry("train.shuffle", "false"),
                            Map.entry("train.schedule", "CONSTANT"),
                            Map.entry("train.normalization", "MEAN_OF_MEANS"),
                            Map.entry("train.overlong", "KEEP_END"),
                            Map.entry("train.learning_rate", "0.0123"),
                            Map.entry("train.beta1", "0.8"),
                            Map.entry("train.beta2", "0.9"),
                            Map.entry("train.epsilon", "1e-5"),
                            Map.entry("train.weight_decay", "0.3"),
                            Map.entry("train.max_grad_norm", "2"),
                            Map.entry("train.lora", "true"),
                            Map.entry("train.lora_rank", "4"),
                            Map.entry("train.lora_alpha", "5"),
                            Map.entry("train.lora_dropout", "0.1"),
                            Map.entry("train.lora_targets", "q_proj"),
                            Map.entry("train.lora_whole", "lm_head"),
                            Map.entry("train.lora_rank_stabilized", "true"),
                            Map.entry("train.precision", "BF16"),
                            Map.entry("train.device", "cpu"),
                            Map.entry("train.checkpointing", "true"),
                            Map.entry("train.layout", "PADDED"),
                            Map.entry("train.packing", "FFD"),
                            Map.entry("train.loss_of_all", "false"),
                            Map.entry("train.eval_share", "0.1"),
                            Map.entry("train.eval_every", "21"),
                            Map.entry("train.save_every", "22"),
                            Map.entry("train.checkpoints_kept", "4"),
                            Map.entry("train.sample_every", "23"),
                            Map.entry("train.probe_every", "24"),
                            Map.entry("chat.mode", "BATCH"),
                            Map.entry("chat.kind", "PLAIN"),
                            Map.entry("chat.sides", "BASE"),
                            Map.entry("chat.system", "Be brief.\nAnd kind."),
                            Map.entry("chat.pad_right", "true"),
                            Map.entry("chat.special_tokens", "true"),
                            Map.entry("chat.paced", "false"),
                            Map.entry("chat.greedy", "false"),
                            Map.entry("chat.ignore_eos", "true"),
                            Map.entry("chat.precision", "BF16"),
                            Map.entry("chat.temperature", "1.5"),
                            Map.entry("chat.top_p", "0.5"),
                            Map.entry("chat.top_k", "40"),
                            Map.entry("chat.min_p", "0.05"),
                            Map.entry("chat.repetition_penalty", "1.1"),
                            Map.entry("chat.seed", "1"),
                            Map.entry("chat.max_new_tokens", "12"),
                            Map.entry("chat.stop_strings", "\\n\\n")));

    @TempDir private Path home;

    private final Words words = Words.english();
    private final FakeEngine engine = new FakeEngine();

    /** A window's panes. */
    private final class Panes {
        final TemplateViewModel template =
                new TemplateViewModel(words, Runnable::run, Runnable::run, Runnable::run);
        final LabelsViewModel labels =
                new LabelsViewModel(engine, Runnable::run, Runnable::run, words);
        final TrainViewModel train =
                new TrainViewModel(words, engine, Runnable::run, Runnable::run, Runnable::run);
        final ChatViewModel chat =
                new ChatViewModel(engine, Runnable::run, Runnable::run, home, words);
        final KeptSettings settings = new KeptSettings();

        Panes() {
            PaneSettings panes = new PaneSettings(settings);
            panes.keep(template);
            panes.keep(labels);
            panes.keep(train);
            panes.keep(chat);
        }
    }

    @Test
    void everySettingComesBack() {
        Panes panes = new Panes();
        assertThat(panes.settings.names()).isEqualTo(ALL.keySet());
        assertThat(panes.settings.now()).as("nothing is kept of defaults").isEmpty();
        panes.settings.restore(ALL);
        assertThat(panes.settings.now()).isEqualTo(ALL);
        assertThat(panes.chat.sampling().temperature().value()).contains(1.5);
        assertThat(panes.train.form().scheduleProperty().get()).isEqualTo(ScheduleKind.CONSTANT);
    }

    @Test
    void theyStayWhenAModelIsOpened() {
        Panes panes = new Panes();
        panes.settings.restore(ALL);
        panes.template.tokenizerProperty().set(new WordTokenizer());
        panes.train.defaultsProperty().set(otherDefaults());
        panes.settings.again(PaneSettings.OFFERED_BY_MODEL);
        assertThat(panes.settings.now()).isEqualTo(ALL);
        assertThat(panes.template.template().presetProperty().get().name()).isEqualTo("Gemma");
        assertThat(panes.template.policyProperty().get()).isEqualTo(PolicyKind.LAST_ASSISTANT);
    }

    /** What a small model is given instead of TRL's defaults. */
    private static TrainingConfig otherDefaults() {
        return org.sftworkbench.starter.StarterRecipe.demoTraining();
    }

    @Test
    void aChoiceThatIsTheDefaultElsewhereStaysAgainstWhatTheModelOffers() {
        Panes before = new Panes();
        before.train.defaultsProperty().set(otherDefaults());
        before.train.form().scheduleProperty().set(TrainingConfig.TRL_DEFAULTS.schedule());
        before.train.form().batchSize().type(TrainingConfig.TRL_DEFAULTS.batchSize());
        Map<String, String> kept = before.settings.now();

        Panes after = new Panes();
        after.settings.restore(kept);
        after.train.defaultsProperty().set(otherDefaults());
        after.settings.again(PaneSettings.OFFERED_BY_MODEL);
        assertThat(after.train.form().scheduleProperty().get())
                .isEqualTo(TrainingConfig.TRL_DEFAULTS.schedule());
        assertThat(after.train.form().batchSize().value())
                .contains(TrainingConfig.TRL_DEFAULTS.batchSize());
        assertThat(after.settings.now()).isEqualTo(kept);
    }

    @Test
    void aNewModelsDefaultsAreTakenWhereNothingWasChanged() {
        Panes panes = new Panes();
        panes.settings.restore(Map.of("train.seed", "7"));
        panes.train.defaultsProperty().set(otherDefaults());
        panes.settings.again(PaneSettings.OFFERED_BY_MODEL);
        assertThat(panes.train.form().learningRate().value())
                .contains(otherDefaults().learningRate());
        assertThat(panes.train.form().seed().value()).contains(7L);
    }

    @Test
    void theRoleMarksComeBackWithTheirPolicy() {
        Panes panes = new Panes();
        panes.settings.restore(
                Map.of(
                        "template.preset", "Role marks (no Jinja)",
                        "template.policy", "ROLE_MARKS"));
        panes.template.tokenizerProperty().set(new WordTokenizer());
        assertThat(panes.template.template().presetProperty().get().isJinja()).isFalse();
        assertThat(panes.template.policyProperty().get()).isEqualTo(PolicyKind.ROLE_MARKS);
    }

    @Test
    void whatTheTemplateIsComparedWithComesBack() {
        Panes panes = new Panes();
        panes.settings.restore(ALL);
        panes.template.tokenizerProperty().set(new WordTokenizer());
        Comparison comparison = panes.template.comparison();
        assertThat(comparison.onProperty().get()).isTrue();
        assertThat(comparison.templateProperty().get().name()).isEqualTo("Gemma");
        assertThat(comparison.policyProperty().get()).isEqualTo(PolicyKind.COMPLETION);
    }

    @Test
    void whereTheTemplateComparedWithIsGoneTheOneInUseIsTaken() {
        Panes panes = new Panes();
        panes.settings.restore(
                Map.of("template.compared", "true", "template.compared_preset", "gone.jinja"));
        panes.template.tokenizerProperty().set(new WordTokenizer());
        panes.template.rows().setAll(Rows.row(1, "Hi", "Hello"));
        assertThat(panes.template.comparison().templateProperty().get())
                .isEqualTo(panes.template.template().presetProperty().get());
    }

    @Test
    void whatMeansNothingHereIsLeftAloneAndHandedOn() {
        Panes panes = new Panes();
        panes.settings.restore(
                Map.of("later.setting", "x", "labels.side", "UPSIDE", "train.schedule", ""));
        assertThat(panes.settings.now()).isEqualTo(Map.of("later.setting", "x"));
    }

    @Test
    void everyChangeIsTold() {
        Panes panes = new Panes();
        int[] told = {0};
        panes.settings.onChange(() -> told[0]++);
        panes.train.form().batchSize().textProperty().set("6");
        panes.train.form().batchSize().textProperty().set("7");
        panes.labels.maskShownProperty().set(true);
        panes.template.policyProperty().set(PolicyKind.ALL);
        assertThat(told[0]).isEqualTo(4);
    }
}
