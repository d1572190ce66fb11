package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adapters say what they say in PEFT, and still after saving, loading and merging. */
class LoraGoldenTest {
    @ParameterizedTest
    @MethodSource("org.sftworkbench.model.GoldenModels#adapted")
    void logitsAgreeWithPeftSavedAndMerged(PlacedModel placed, @TempDir Path directory) {
        GoldenModel golden = placed.golden();
        Path saved = directory.resolve("saved");
        Path merged = directory.resolve("merged");
        try (LanguageModel model = placed.load(golden.directory().resolve("adapter"))) {
            agree(golden, model, 1e-4f);
            model.save(saved);
            model.saveMerged(merged, (what, done, total) -> {});
            agree(golden, model, 1e-3f);
        }
        for (Path copy : new Path[] {saved, merged}) {
            try (LanguageModel model = placed.load(copy)) {
                agree(golden, model, copy == saved ? 1e-4f : 1e-3f);
            }
        }
    }

    private static void agree(GoldenModel golden, LanguageModel model, float tolerance) {
        int[] ids = golden.longs("right.input_ids");
        int[] mask = golden.longs("right.attention_mask");
        int[] lengths = new int[golden.rows().size()];
        Arrays.fill(lengths, ids.length / lengths.length);
        float[] logits = model.logits(PackedRows.without(ids, lengths));
        float[] expected = golden.floats("lora.logits");
        int vocabulary = model.config().vocabularySize();
        for (int i = 0; i < logits.length; i++) {
            if (mask[i / vocabulary] != 0) {
                assertThat(logits[i])
                        .isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
            }
        }
    }
}
