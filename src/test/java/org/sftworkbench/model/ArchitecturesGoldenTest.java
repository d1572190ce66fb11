package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every architecture computes what transformers computes (float32). */
class ArchitecturesGoldenTest {
    @ParameterizedTest
    @MethodSource("org.sftworkbench.model.GoldenModels#everywhere")
    void logitsOfRealPositionsAgree(PlacedModel placed) {
        GoldenModel golden = placed.golden();
        try (LanguageModel model = placed.load(false)) {
            Rows rows = new Rows(golden);
            float[] logits = model.logits(PackedRows.without(rows.ids, rows.lengths()));
            float[] expected = golden.floats("right.logits");
            int vocabulary = model.config().vocabularySize();
            for (int at = 0; at < rows.ids.length; at++) {
                for (int v = 0; rows.mask[at] != 0 && v < vocabulary; v++) {
                    int i = at * vocabulary + v;
                    assertThat(logits[i])
                            .isCloseTo(expected[i], within(1e-4f * (1 + Math.abs(expected[i]))));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.sftworkbench.model.GoldenModels#everywhere")
    void lossesAndGradientsAgreePaddedAndNotAndComputedTwice(PlacedModel placed) {
        GoldenModel golden = placed.golden();
        try (LanguageModel model = placed.load(true)) {
            Rows rows = new Rows(golden);
            double loss = golden.facts().get("loss_assistant").doubleValue();
            double lossOfAll = golden.facts().get("loss_all_tokens").doubleValue();
            for (boolean checkpointing : new boolean[] {false, true}) {
                for (PackedRows batch : List.of(rows.padded(), rows.packed())) {
                    long own = Arrays.stream(batch.targets()).filter(t -> t >= 0).count();
                    long others = Arrays.stream(batch.others()).filter(t -> t >= 0).count();
                    try (GradientWindow window = model.newGradients()) {
                        LossPass pass =
                                window.add(
                                        batch,
                                        new GradientWindow.Pass(1.0 / own, true, checkpointing, 0));
                        assertThat(pass.supervisedNll() / own).isCloseTo(loss, within(1e-5));
                        assertThat((pass.supervisedNll() + pass.otherNll()) / (own + others))
                                .isCloseTo(lossOfAll, within(1e-5));
                        gradientsAgree(golden, model, window.gradients());
                    }
                }
            }
        }
    }

    private static void gradientsAgree(
            GoldenModel golden, LanguageModel model, List<NDArray> gradients) {
        List<DecoderLayout.Slot> layout = DecoderLayout.of(model.config());
        for (int i = 0; i < layout.size(); i++) {
            float[] actual = gradients.get(i).toFloatArray();
            float[] expected = golden.gradient(layout.get(i).name());
            double difference = 0;
            double size = 0;
            for (int j = 0; j < actual.length; j++) {
                difference += Math.pow((double) actual[j] - expected[j], 2);
                size += Math.pow(expected[j], 2);
            }
            assertThat(Math.sqrt(difference))
                    .as("gradient of %s", layout.get(i).name())
                    .isLessThanOrEqualTo(1e-4 * Math.sqrt(size) + 1e-6);
        }
    }

    /** The golden batch, with its padding and without. */
    private static final class Rows {
        private final int[] ids;
        private final int[] mask;
        private final int[] labels;
        private final int count;
        private final int length;

        Rows(GoldenModel golden) {
            ids = golden.longs("right.input_ids");
            mask = golden.longs("right.attention_mask");
            labels = golden.longs("right.labels");
            count = golden.rows().size();
            length = ids.length / count;
        }

        int[] lengths() {
            int[] lengths = new int[count];
            Arrays.fill(lengths, length);
            return lengths;
        }

        PackedRows padded() {
            int[] targets = new int[ids.length];
            int[] others = new int[ids.length];
            Arrays.fill(targets, -1);
            Arrays.fill(others, -1);
            for (int at = 0; at < ids.length; at++) {
                if (at % length + 1 < length && mask[at + 1] != 0) {
                    if (labels[at + 1] >= 0) {
                        targets[at] = labels[at + 1];
                    } else {
                        others[at] = ids[at + 1];
                    }
                }
            }
            return new PackedRows(ids, lengths(), targets, others);
        }

        PackedRows packed() {
            PackedRows padded = padded();
            List<Integer> real = new ArrayList<>();
            int[] lengths = new int[count];
            for (int at = 0; at < ids.length; at++) {
                if (mask[at] != 0) {
                    real.add(at);
                    lengths[at / length]++;
                }
            }
            return new PackedRows(
                    pick(ids, real),
                    lengths,
                    pick(padded.targets(), real),
                    pick(padded.others(), real));
        }

        private static int[] pick(int[] values, List<Integer> at) {
            return at.stream().mapToInt(i -> values[i]).toArray();
        }
    }
}
