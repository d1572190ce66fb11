package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden Qwen3 with another {@code hidden_act} computes what transformers 5.18 does. */
class ActivationTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/models/qwen3");

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "silu, 0.5406867, 1.8685101, 2.5126081",
        "relu, 0.0964639, 1.9320650, 2.2164974",
        "gelu_fast, 0.4249200, 2.0094435, 2.5306070"
    })
    void logitsAreThoseOfTransformers(String name, float first, float second, float third)
            throws IOException {
        Files.copy(GOLDEN.resolve("model.safetensors"), directory.resolve("model.safetensors"));
        Files.writeString(
                directory.resolve("config.json"),
                Files.readString(GOLDEN.resolve("config.json"))
                        .replaceFirst(
                                "\"hidden_act\": \"silu\"", "\"hidden_act\": \"" + name + "\""));
        try (LanguageModel model = LanguageModel.load(directory, false)) {
            float[] logits =
                    model.logits(PackedRows.without(new int[] {3, 5, 8, 9}, new int[] {4}));
            int last = 3 * model.config().vocabularySize();
            assertThat(logits[last + 1]).isCloseTo(first, within(1e-5f));
            assertThat(logits[last + 2]).isCloseTo(second, within(1e-5f));
            assertThat(logits[last + 3]).isCloseTo(third, within(1e-5f));
        }
    }
}
