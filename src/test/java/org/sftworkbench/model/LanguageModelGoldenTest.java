package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The decoder computes what transformers computes (golden data: transformers 5.18, float32, CPU).
 */
class LanguageModelGoldenTest {
    private static final GoldenModel GOLDEN = GoldenModel.QWEN3;
    private static final int ROWS = 3;
    private static final int LENGTH = 14;

    @Test
    void logitsAgreeWithin1e4() {
        try (LanguageModel model = LanguageModel.load(GOLDEN.directory(), false)) {
            float[] logits = model.logits(ids());
            assertClose(
                    logits,
                    GOLDEN.floats("right.logits"),
                    realPositions(),
                    model.config().vocabularySize());
        }
    }

    @Test
    void lossAndGradientsAgree() {
        try (LanguageModel model = LanguageModel.load(GOLDEN.directory(), true);
                GradientWindow window = model.newGradients()) {
            PackedRows rows = rows();
            long supervised = Arrays.stream(rows.targets()).filter(t -> t >= 0).count();
            long all = supervised + Arrays.stream(rows.others()).filter(t -> t >= 0).count();
            LossPass pass =
                    window.add(rows, new GradientWindow.Pass(1.0 / supervised, true, false, 0));
            assertThat(pass.supervisedNll() / supervised)
                    .isCloseTo(GOLDEN.facts().get("loss_assistant").doubleValue(), within(1e-5));
            assertThat((pass.supervisedNll() + pass.otherNll()) / all)
                    .isCloseTo(GOLDEN.facts().get("loss_all_tokens").doubleValue(), within(1e-5));
            List<DecoderLayout.Slot> layout = DecoderLayout.of(model.config());
            List<NDArray> gradients = window.gradients();
            for (int i = 0; i < layout.size(); i++) {
                assertRelativelyClose(
                        layout.get(i).name(),
                        gradients.get(i).toFloatArray(),
                        GOLDEN.gradient(layout.get(i).name()));
            }
        }
    }

    @Test
    void scoresOfEachPositionAgree() {
        try (LanguageModel model = LanguageModel.load(GOLDEN.directory(), false)) {
            PackedRows rows = rows();
            double[] nll = model.score(rows);
            float[] expected = GOLDEN.floats("right.nll");
            for (int b = 0; b < ROWS; b++) {
                for (int t = 0; t < LENGTH - 1; t++) {
                    double value = nll[b * LENGTH + t];
                    double golden = expected[b * (LENGTH - 1) + t];
                    assertThat(Double.isNaN(value) ? 0 : value).isCloseTo(golden, within(1e-4));
                }
            }
        }
    }

    @Test
    void aSavedModelComputesTheSame(@TempDir Path directory) {
        Path copy = directory.resolve("copy");
        float[] before;
        try (LanguageModel model = LanguageModel.load(GOLDEN.directory(), false)) {
            before = model.logits(ids());
            model.save(copy);
        }
        try (LanguageModel model = LanguageModel.load(copy, false)) {
            assertThat(model.logits(ids())).isEqualTo(before);
        }
        assertThat(Files.exists(copy.resolve("generation_config.json"))).isTrue();
        assertThat(directory.toFile().list()).containsExactly("copy");
    }

    private static PackedRows ids() {
        return PackedRows.without(GOLDEN.longs("right.input_ids"), lengths());
    }

    /** Right-padded rows: all of one length. */
    private static int[] lengths() {
        int[] lengths = new int[ROWS];
        Arrays.fill(lengths, LENGTH);
        return lengths;
    }

    private static PackedRows rows() {
        int[] ids = GOLDEN.longs("right.input_ids");
        int[] mask = GOLDEN.longs("right.attention_mask");
        int[] labels = GOLDEN.longs("right.labels");
        int[] targets = new int[ids.length];
        int[] others = new int[ids.length];
        Arrays.fill(targets, -1);
        Arrays.fill(others, -1);
        for (int b = 0; b < ROWS; b++) {
            for (int t = 0; t + 1 < LENGTH; t++) {
                int at = b * LENGTH + t;
                if (labels[at + 1] >= 0) {
                    targets[at] = labels[at + 1];
                } else if (mask[at + 1] != 0) {
                    others[at] = ids[at + 1];
                }
            }
        }
        return new PackedRows(ids, lengths(), targets, others);
    }

    private static boolean[] realPositions() {
        int[] mask = GOLDEN.longs("right.attention_mask");
        boolean[] real = new boolean[mask.length];
        for (int i = 0; i < mask.length; i++) {
            real[i] = mask[i] != 0;
        }
        return real;
    }

    /** Compares real positions only: what a model says at padding means nothing. */
    private static void assertClose(
            float[] actual, float[] expected, boolean[] real, int vocabulary) {
        assertThat(actual).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            if (real[i / vocabulary]) {
                worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
            }
        }
        assertThat(worst).isLessThan(1e-4);
    }

    private static void assertRelativelyClose(String name, float[] actual, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) actual[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        assertThat(Math.sqrt(difference / size)).as(name).isLessThan(1e-4);
    }
}
