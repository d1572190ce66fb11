package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RightPaddingCollator;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.Precision;

/** What an adapter's dropout drops depends on the run's seed and differs in each micro-batch. */
class DropoutSeedTest {
    private static final Path MODEL = Path.of("src/test/resources/golden/models/qwen3");
    private static final LabelledExample ROW =
            new LabelledExample(
                    new int[] {3, 5, 8, 9, 4}, new boolean[] {false, true, true, true, true});

    @Test
    void itIsTheRunsSeedThatDecides() {
        double norm = firstNorm(1);
        assertThat(firstNorm(1)).isEqualTo(norm);
        assertThat(firstNorm(2)).isNotEqualTo(norm);
    }

    @Test
    void noMicroBatchRepeatsAnotherAlsoAfterAShortWindow() {
        int accumulation = 4;
        Set<Integer> seeds = new HashSet<>();
        int count = 0;
        for (int step = 1; step <= 50; step++) {
            // As where an epoch has nine rows.
            int batches = step % 3 == 0 ? 1 : accumulation;
            AccumulationWindow window =
                    new AccumulationWindow(
                            config(7, accumulation),
                            StepOptions.DEFAULTS,
                            new RightPaddingCollator(0),
                            step,
                            Collections.nCopies(batches, List.of(ROW)));
            for (int batch = 0; batch < batches; batch++) {
                seeds.add(window.dropoutSeed(batch));
                count++;
            }
        }
        assertThat(seeds).hasSize(count);
    }

    /** The adapter begins the same; only the seed of the run is another one. */
    private static double firstNorm(long seed) {
        LoraConfig lora = new LoraConfig(4, 8, 0.5, false, Set.of(LoraConfig.ALL_LINEAR), Set.of());
        Loading loading =
                new Loading(
                        true,
                        Precision.FLOAT32,
                        Device.cpu(),
                        Optional.of(lora),
                        42,
                        Optional.empty());
        List<TrainStep> steps = new ArrayList<>();
        try (LanguageModel model = LanguageModel.load(MODEL, loading)) {
            new Trainer(model, List.of(ROW), config(seed, 1), StepOptions.DEFAULTS, 0)
                    .run(
                            new TrainingListener() {
                                @Override
                                public void started(int rows, int dropped, int totalSteps) {}

                                @Override
                                public void stepped(TrainStep step) {
                                    steps.add(step);
                                }
                            },
                            new Cancellation());
        }
        return steps.get(0).gradNorm();
    }

    private static TrainingConfig config(long seed, int accumulation) {
        return TrainingConfigJson.read(
                        new ObjectMapper()
                                .createObjectNode()
                                .put("per_device_train_batch_size", 1)
                                .put("gradient_accumulation_steps", accumulation)
                                .put("train_sampling_strategy", "sequential")
                                .put("max_steps", 1)
                                .put("seed", seed))
                .config();
    }
}
