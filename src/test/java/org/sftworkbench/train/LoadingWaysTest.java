package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.Precision;

/** The ways a model can be brought into memory for training: precisions, adapters, dropout. */
class LoadingWaysTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();

    @Test
    void bf16WeightsLearnAlmostAsFloat32Ones() {
        JsonNode golden = GoldenModel.QWEN3.facts().get("train").get("steps");
        List<Double> losses = losses(loading(Precision.BF16, Optional.empty()), 2e-3, false);
        double first = golden.get(0).get("loss").doubleValue();
        double last = golden.get(9).get("loss").doubleValue();
        assertThat(losses.get(0)).isCloseTo(first, within(0.01 * first)).isNotEqualTo(first);
        // Rounding leads random weights elsewhere step by step, and down all the same.
        assertThat(first - losses.get(9)).isCloseTo(first - last, within(0.1 * (first - last)));
    }

    @Test
    void updatesTooSmallForBf16AddUpInTheOriginals(@TempDir Path directory) {
        Path saved = directory.resolve("tuned");
        double before = score(MODEL);
        // A step moves a weight by about 2e-5, a tenth of what bf16 can tell apart at 0.05.
        train(loading(Precision.BF16, Optional.empty()), 2e-5, 40, false, saved);
        assertThat(score(saved)).isLessThan(before - 0.02);
    }

    /** As TRL saves it, whose weights are float32 while it computes in bf16. */
    @Test
    void aFloat32CheckpointThatIsTrainedInBf16IsSavedUnrounded(@TempDir Path directory) {
        String matrix = "model.layers.0.mlp.down_proj.weight";
        Path whole = directory.resolve("whole");
        train(loading(Precision.BF16, Optional.empty()), 1e-9, 1, false, whole);
        assertSavedAsItWas(MODEL, matrix, whole.resolve("model.safetensors"), matrix);

        // Weights that are trained beside an adapter must not be tied to others.
        Path untied = Path.of("src/test/resources/golden/models/mistral");
        String embedding = "model.embed_tokens.weight";
        Path adapter = directory.resolve("adapter");
        LoraConfig lora = new LoraConfig(4, 8, 0, true, Set.of("q_proj"), Set.of("embed_tokens"));
        try (LanguageModel model =
                LanguageModel.load(untied, loading(Precision.BF16, Optional.of(lora)))) {
            run(model, new GoldenModel(untied).examples(), 1e-9, 1, false);
            model.save(adapter);
        }
        assertSavedAsItWas(
                untied,
                embedding,
                adapter.resolve("adapter_model.safetensors"),
                "base_model.model." + embedding);
    }

    private static void assertSavedAsItWas(Path model, String weight, Path file, String name) {
        float[] before = GoldenModel.floats(model.resolve("model.safetensors"), weight);
        float[] after = GoldenModel.floats(file, name);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(3e-9f));
        }
    }

    @Test
    void theOriginalsOfRoundedWeightsBeginAsTheFileHasThem() {
        TrainingConfig.Optimizer numbers = TrainingConfig.TRL_DEFAULTS.optimizer();
        try (LanguageModel exact =
                        LanguageModel.load(MODEL, loading(Precision.FLOAT32, Optional.empty()));
                LanguageModel rounded =
                        LanguageModel.load(MODEL, loading(Precision.BF16, Optional.empty()));
                AdamW optimizer = new AdamW(rounded, numbers)) {
            for (int i = 0; i < exact.trainable().size(); i++) {
                assertThat(optimizer.state().masters().get(i).toFloatArray())
                        .isEqualTo(exact.trainable().get(i).toFloatArray());
            }
        }
    }

    @Test
    void anAdapterTrainsAloneAndIsReadBackAsItWas(@TempDir Path directory) {
        Path saved = directory.resolve("adapter");
        LoraConfig lora = LoraConfig.allLinear(4, 8);
        double inMemory =
                train(loading(Precision.FLOAT32, Optional.of(lora)), 1e-2, 8, false, saved);
        assertThat(score(saved)).isCloseTo(inMemory, within(1e-6)).isLessThan(score(MODEL) - 1);
        assertThat(saved.toFile().list())
                .contains("adapter_config.json", "adapter_model.safetensors")
                .doesNotContain("model.safetensors", "config.json");
    }

    @Test
    void aNewAdapterSaysNothingYet() {
        Loading loading = loading(Precision.FLOAT32, Optional.of(LoraConfig.allLinear(4, 8)));
        try (LanguageModel model = LanguageModel.load(MODEL, loading)) {
            assertThat(mean(new Scorer(model).score(rows(), new Cancellation())))
                    .isCloseTo(score(MODEL), within(1e-6));
            assertThat(model.trainableParameters()).isEqualTo(15744);
        }
    }

    /** PEFT looks the adapter up as the embedding is: without a gradient for the padding token. */
    @Test
    void paddingLearnsNothingInAnAdapterOfTheEmbedding(@TempDir Path directory) {
        int padding = ModelConfig.read(MODEL).paddingId().orElseThrow();
        LabelledExample row =
                new LabelledExample(
                        new int[] {5, padding, 6, padding, 7},
                        new boolean[] {true, true, true, true, true});
        Path saved = directory.resolve("adapter");
        LoraConfig lora = new LoraConfig(4, 8, 0, false, Set.of("embed_tokens"), Set.of());
        Loading loading = loading(Precision.FLOAT32, Optional.of(lora));
        try (LanguageModel model = LanguageModel.load(MODEL, loading)) {
            run(model, List.of(row), 1e-2, 4, false);
            model.save(saved);
        }
        float[] a =
                GoldenModel.floats(
                        saved.resolve("adapter_model.safetensors"),
                        "base_model.model.model.embed_tokens.lora_embedding_A");
        assertThat(a[padding]).isZero();
        assertThat(a[6]).isNotZero();
    }

    @Test
    void dropoutDrawsTheSameWhenActivationsAreComputedTwice() {
        LoraConfig dropping =
                new LoraConfig(4, 8, 0.3, false, Set.of(LoraConfig.ALL_LINEAR), Set.of());
        Loading loading = loading(Precision.FLOAT32, Optional.of(dropping));
        List<Double> kept = losses(loading, 1e-2, false);
        List<Double> twice = losses(loading, 1e-2, true);
        List<Double> without =
                losses(
                        loading(Precision.FLOAT32, Optional.of(LoraConfig.allLinear(4, 8))),
                        1e-2,
                        false);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(twice.get(i)).isCloseTo(kept.get(i), within(1e-5));
        }
        assertThat(kept.get(5)).isNotCloseTo(without.get(5), within(1e-3));
    }

    private static Loading loading(Precision precision, Optional<LoraConfig> lora) {
        return new Loading(true, precision, Device.cpu(), lora, 1);
    }

    private static List<Double> losses(Loading loading, double rate, boolean checkpointing) {
        try (LanguageModel model = LanguageModel.load(MODEL, loading)) {
            return run(model, rate, 10, checkpointing);
        }
    }

    /** Trains and saves; returns the mean NLL of the model in memory. */
    private static double train(
            Loading loading, double rate, int steps, boolean checkpointing, Path to) {
        try (LanguageModel model = LanguageModel.load(MODEL, loading)) {
            run(model, rate, steps, checkpointing);
            model.save(to);
            return mean(new Scorer(model).score(rows(), new Cancellation()));
        }
    }

    private static double score(Path directory) {
        try (LanguageModel model = LanguageModel.load(directory, false)) {
            return mean(new Scorer(model).score(rows(), new Cancellation()));
        }
    }

    private static double mean(List<double[]> scores) {
        return scores.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(nll -> !Double.isNaN(nll))
                .average()
                .orElseThrow();
    }

    private static List<Double> run(
            LanguageModel model, double rate, int steps, boolean checkpointing) {
        return run(model, rows(), rate, steps, checkpointing);
    }

    private static List<Double> run(
            LanguageModel model,
            List<LabelledExample> rows,
            double rate,
            int steps,
            boolean checkpointing) {
        RecordedSteps recorded = new RecordedSteps();
        TrainingConfig config =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(rate, 0.01, 1),
                        new TrainingConfig.Course(10, steps, ScheduleKind.LINEAR, 2),
                        new TrainingConfig.Batching(2, 2, false, LossNormalization.TOKEN_MEAN),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        0);
        new Trainer(model, rows, config, new StepOptions(false, checkpointing, false), 0)
                .run(recorded, new Cancellation());
        return recorded.steps().stream().map(TrainStep::loss).toList();
    }

    private static List<LabelledExample> rows() {
        List<LabelledExample> rows = new ArrayList<>();
        for (int[] ids : GoldenModel.QWEN3.rows()) {
            boolean[] trained = new boolean[ids.length];
            Arrays.fill(trained, ids.length / 2, ids.length, true);
            rows.add(new LabelledExample(ids, trained));
        }
        return rows;
    }
}
