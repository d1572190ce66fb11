package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Weights, windows and rotations of every architecture are those of the model transformers 5.18
 * makes of the same configuration ({@code reference.json}).
 */
class DecoderReferenceTest {
    static List<Path> models() {
        Path models = Path.of("src/test/resources/golden/models");
        String more = System.getProperty("golden.models");
        return Stream.of(models, Path.of(more == null ? "../shared/golden/models" : more))
                .filter(Files::isDirectory)
                .flatMap(DecoderReferenceTest::inside)
                .toList();
    }

    private static Stream<Path> inside(Path directory) {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theLayoutIsTheFilesTensorsByNameAndShape(Path model) {
        Map<String, List<Long>> expected = new HashMap<>();
        SafetensorsFile.open(model.resolve("model.safetensors"))
                .tensors()
                .forEach((name, entry) -> expected.put(name, entry.shape()));
        Map<String, List<Long>> actual = new HashMap<>();
        List<DecoderLayout.Slot> layout = DecoderLayout.of(ModelConfig.read(model));
        layout.forEach(slot -> actual.put(slot.name(), slot.shape()));
        assertThat(actual).isEqualTo(expected);
        assertThat(layout.stream().map(DecoderLayout.Slot::role)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("models")
    void eachLayersWindowAndFrequenciesAreTransformers(Path model) throws IOException {
        Path file = model.resolve("reference.json");
        assumeTrue(Files.exists(file), "no reference.json beside this model");
        JsonNode reference = new ObjectMapper().readTree(file.toFile());
        ModelConfig config = ModelConfig.read(model);
        for (int i = 0; i < config.layers().size(); i++) {
            ModelConfig.Layer layer = config.layers().get(i);
            JsonNode type = reference.get("layer_types").path(i);
            boolean slides =
                    type.isMissingNode()
                            ? reference.get("sliding_window").isNumber()
                            : type.asText().equals("sliding_attention");
            assertThat(layer.window())
                    .isEqualTo(slides ? reference.get("sliding_window").asInt() : 0);
            if (layer.rope().isPresent()) {
                boolean one = reference.get("inv_freq").has("inv_freq");
                String prefix = one ? "" : type.asText() + "_";
                assertRope(
                        layer.rope().get(),
                        reference.get("inv_freq").get(prefix + "inv_freq"),
                        reference.get("attention_scaling").get(prefix + "attention_scaling"));
            }
        }
    }

    private static void assertRope(Rope rope, JsonNode frequencies, JsonNode scaling) {
        assertThat(rope.inverseFrequencies()).hasSize(frequencies.size());
        for (int i = 0; i < frequencies.size(); i++) {
            double expected = frequencies.get(i).doubleValue();
            assertThat((double) rope.inverseFrequencies().get(i))
                    .isCloseTo(expected, within(expected * 3e-7));
        }
        assertThat(rope.factor()).isCloseTo(scaling.doubleValue(), within(1e-12));
    }
}
