package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.device.DeviceSurvey;

/**
 * What is special about the GPU: bf16, where attention goes another way than in float32, and memory
 * of its own. Skipped where there is no GPU that can be used.
 */
class OnGpuTest {
    /** Of the losses; bf16 has 8 bits. */
    private static final double ROUNDING = 0.05;

    @Test
    void lossesAreThoseOfFloat32UpToRounding() {
        for (PlacedModel placed : models()) {
            double[] wide;
            try (LanguageModel model = placed.load(false)) {
                wide = model.score(rows(placed.golden()));
            }
            try (LanguageModel model = placed.load(false, Precision.BF16)) {
                double[] narrow = model.score(rows(placed.golden()));
                for (int i = 0; i < wide.length; i++) {
                    if (!Double.isNaN(wide[i])) {
                        assertThat(narrow[i])
                                .as("%s at %d", placed, i)
                                .isCloseTo(wide[i], within(ROUNDING * (1 + wide[i])));
                    }
                }
            }
        }
    }

    @Test
    void gradientsPointWhereThoseOfFloat32Do() {
        for (PlacedModel placed : models()) {
            List<float[]> wide = gradients(placed, Precision.FLOAT32);
            List<float[]> narrow = gradients(placed, Precision.BF16);
            double dot = 0;
            double wideSquare = 0;
            double narrowSquare = 0;
            for (int i = 0; i < wide.size(); i++) {
                for (int j = 0; j < wide.get(i).length; j++) {
                    dot += (double) wide.get(i)[j] * narrow.get(i)[j];
                    wideSquare += (double) wide.get(i)[j] * wide.get(i)[j];
                    narrowSquare += (double) narrow.get(i)[j] * narrow.get(i)[j];
                }
            }
            assertThat(dot / Math.sqrt(wideSquare * narrowSquare))
                    .as("%s: cosine of the two", placed)
                    .isGreaterThan(0.98);
        }
    }

    @Test
    void whatWasComputedThereIsSavedAsOnTheHost(@TempDir Path directory) {
        PlacedModel placed = models().get(0);
        Path copy = directory.resolve("copy");
        try (LanguageModel model = placed.load(false)) {
            model.save(copy);
        }
        int[] ids = placed.golden().rows().get(0);
        try (LanguageModel before = LanguageModel.load(placed.golden().directory(), false);
                LanguageModel after = LanguageModel.load(copy, false)) {
            assertThat(after.logits(PackedRows.without(ids, ids.length)))
                    .isEqualTo(before.logits(PackedRows.without(ids, ids.length)));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheNextOneIsComputed() {
        PlacedModel placed = models().get(0);
        int[] ids = placed.golden().rows().get(0);
        try (LanguageModel model = placed.load(false)) {
            float[] before = model.logits(PackedRows.without(ids, ids.length));
            assertThatThrownBy(() -> model.decode(1 << 14, 1 << 20))
                    .hasMessageContaining("out of memory");
            assertThat(model.logits(PackedRows.without(ids, ids.length))).isEqualTo(before);
            assertThat(model.memoryInUse()).as("bytes in use are told").isPositive();
        }
    }

    private static List<PlacedModel> models() {
        List<PlacedModel> models = GoldenModels.onGpu().toList();
        assumeFalse(models.isEmpty(), () -> DeviceSurvey.take().sentence());
        return models;
    }

    private static List<float[]> gradients(PlacedModel placed, Precision precision) {
        try (LanguageModel model = placed.load(true, precision);
                GradientWindow window = model.newGradients()) {
            PackedRows rows = rows(placed.golden());
            window.add(rows, new GradientWindow.Pass(1.0 / rows.ids().length, false, false, 0));
            WeightMemory memory = model.memory();
            return window.gradients().stream().map(g -> floats(memory, g)).toList();
        }
    }

    private static float[] floats(WeightMemory memory, NDArray tensor) {
        float[] values = new float[(int) tensor.size()];
        memory.bytes(tensor, 0, values.length, TensorType.F32).asFloatBuffer().get(values);
        return values;
    }

    /** The golden rows end to end, each of their tokens but the first a target. */
    private static PackedRows rows(GoldenModel golden) {
        List<int[]> rows = golden.rows();
        int[] lengths = rows.stream().mapToInt(row -> row.length).toArray();
        int[] ids = rows.stream().flatMapToInt(Arrays::stream).toArray();
        int[] targets = new int[ids.length];
        int[] others = new int[ids.length];
        Arrays.fill(targets, -1);
        Arrays.fill(others, -1);
        int at = 0;
        for (int length : lengths) {
            for (int t = 1; t < length; t++) {
                targets[at + t - 1] = ids[at + t];
            }
            at += length;
        }
        return new PackedRows(ids, lengths, targets, others);
    }
}
