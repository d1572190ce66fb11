package org.sftworkbench.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.PlacedModel;

/** Generation writes what transformers' {@code generate} writes. */
class GeneratorGoldenTest {
    private static final GenerationSettings PAST_EOS = new GenerationSettings(24, 0, 1, 0, 0, true);

    private static LanguageModel model;

    @BeforeAll
    static void load() {
        model = LanguageModel.load(GoldenModel.QWEN3.directory(), false);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @MethodSource("org.sftworkbench.model.GoldenModels#everywhere")
    void greedyIdsAgreeExactlyAloneAndInALeftPaddedBatch(PlacedModel placed) {
        GoldenModel golden = placed.golden();
        try (LanguageModel each = placed.load(false)) {
            JsonNode single = golden.facts().get("greedy_single");
            int[] together = golden.longs("left.greedy");
            List<Continuation> batch = generate(each, golden.rows(), PAST_EOS);
            for (int b = 0; b < batch.size(); b++) {
                assertThat(
                                generate(each, List.of(golden.rows().get(b)), PAST_EOS)
                                        .get(0)
                                        .outputIds())
                        .isEqualTo(GoldenModel.ids(single.get(b)));
                assertThat(batch.get(b).outputIds())
                        .isEqualTo(Arrays.copyOfRange(together, b * 24, (b + 1) * 24));
            }
        }
    }

    @Test
    void theBatchIsPaddedAsTransformersPadsIt() {
        PaddedPrompts batch = PaddedPrompts.of(GoldenModel.QWEN3.rows(), Padding.LEFT);
        assertThat(batch.ids()).isEqualTo(GoldenModel.QWEN3.longs("left.input_ids"));
        assertThat(batch.attentionMask()).isEqualTo(GoldenModel.QWEN3.longs("left.attention_mask"));
        assertThat(batch.nextPositions()).containsExactly(14, 9, 5);
    }

    @Test
    void tokensAreToldAsTheyAreWritten() {
        List<int[]> told = new ArrayList<>();
        List<Continuation> rows =
                new Generator(model)
                        .generate(
                                GoldenModel.QWEN3.rows(),
                                PAST_EOS,
                                step -> told.add(step.ids()),
                                new Cancellation());
        assertThat(told).hasSize(24);
        assertThat(told.get(5))
                .containsExactly(
                        rows.get(0).outputIds()[5],
                        rows.get(1).outputIds()[5],
                        rows.get(2).outputIds()[5]);
    }

    @Test
    void samplingRepeatsWithItsSeedAndDiffersWithAnother() {
        List<int[]> prompt = GoldenModel.QWEN3.rows().subList(0, 1);
        GenerationSettings seven = new GenerationSettings(24, 2.0, 0.95, 50, 7, true);
        GenerationSettings eight = new GenerationSettings(24, 2.0, 0.95, 50, 8, true);
        assertThat(generate(prompt, seven).get(0).outputIds())
                .isEqualTo(generate(prompt, seven).get(0).outputIds());
        assertThat(generate(prompt, seven).get(0).outputIds())
                .isNotEqualTo(generate(prompt, eight).get(0).outputIds());
    }

    @Test
    void topOneIsGreedyAtAnyTemperature() {
        List<int[]> prompt = GoldenModel.QWEN3.rows().subList(0, 1);
        assertThat(
                        generate(prompt, new GenerationSettings(24, 3.0, 1, 1, 1, true))
                                .get(0)
                                .outputIds())
                .isEqualTo(generate(prompt, PAST_EOS).get(0).outputIds());
    }

    @Test
    void aCancelledGenerationReturnsWhatItHas() {
        Cancellation cancellation = new Cancellation();
        List<int[]> told = new ArrayList<>();
        List<Continuation> rows =
                new Generator(model)
                        .generate(
                                GoldenModel.QWEN3.rows(),
                                PAST_EOS,
                                step -> {
                                    told.add(step.ids());
                                    if (told.size() == 4) {
                                        cancellation.cancel();
                                    }
                                },
                                cancellation);
        assertThat(rows).allSatisfy(row -> assertThat(row.outputIds()).hasSize(4));
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.stop()).isEqualTo(Continuation.Stop.CANCELLED));
    }

    @Test
    void promptThatDoesNotFitTheModelIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> generate(List.of(new int[513]), PAST_EOS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("513 tokens")
                .hasMessageContaining("512 at most")
                .hasMessageContaining("Shorten it");
    }

    @Test
    void anIdBeyondTheEmbeddingIsRefused() {
        assertThatThrownBy(() -> generate(List.of(new int[] {1, 320}), PAST_EOS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("id 320")
                .hasMessageContaining("320 rows");
    }

    private static List<Continuation> generate(List<int[]> prompts, GenerationSettings settings) {
        return generate(model, prompts, settings);
    }

    private static List<Continuation> generate(
            LanguageModel model, List<int[]> prompts, GenerationSettings settings) {
        return new Generator(model).generate(prompts, settings, ids -> {}, new Cancellation());
    }
}
