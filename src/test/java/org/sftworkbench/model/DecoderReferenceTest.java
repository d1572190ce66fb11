package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A configuration gives the decoder transformers 5.18 makes of it: configurations as on the Hub,
 * and random ones with fields left out, null, listed, derived, and in either spelling.
 */
class DecoderReferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES = Path.of("src/test/resources/golden/configs.jsonl");

    @TempDir Path directory;

    static List<Path> models() {
        return Stream.of("src/test/resources/golden/models", "../shared/golden/models")
                .map(Path::of)
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

    static List<JsonNode> cases() throws IOException {
        try (Stream<String> lines = Files.lines(CASES)) {
            return lines.map(DecoderReferenceTest::parse).toList();
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
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
        List<DecoderLayout.Slot> layout = DecoderLayout.of(ModelConfig.read(model));
        assertThat(shapes(layout)).isEqualTo(expected);
        assertThat(layout.stream().map(DecoderLayout.Slot::role)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDescriptionIsTransformers(JsonNode expected) throws IOException {
        Files.writeString(directory.resolve("config.json"), expected.get("config").toString());
        if (expected.has("refused")) {
            assertThatThrownBy(() -> ModelConfig.read(directory))
                    .as(expected.get("refused").textValue())
                    .isInstanceOf(ModelException.class);
            return;
        }
        ModelConfig config = ModelConfig.read(directory);
        assertThat(shapes(DecoderLayout.of(config)))
                .isEqualTo(
                        JSON.convertValue(
                                expected.get("tensors"),
                                new TypeReference<Map<String, List<Long>>>() {}));
        assertThat(config.layers()).hasSize(expected.get("layers").size());
        for (int i = 0; i < config.layers().size(); i++) {
            assertLayer(config.layers().get(i), expected.get("layers").get(i), expected);
        }
        assertThat(config.normEps()).isEqualTo(expected.get("eps").doubleValue());
        assertThat(config.tiedEmbeddings()).isEqualTo(expected.get("tied").booleanValue());
        JsonNode padding = expected.get("padding");
        assertThat(config.paddingId().orElse(null))
                .isEqualTo(padding.isNull() ? null : padding.intValue());
        assertThat(config.eosIds())
                .isEqualTo(
                        JSON.convertValue(
                                expected.get("eos"), new TypeReference<List<Integer>>() {}));
        assertThat(config.attentionScale())
                .isCloseTo(expected.get("scale").doubleValue(), within(1e-12));
        assertThat(config.attentionCap()).isEqualTo(expected.get("attention_cap").doubleValue());
        assertThat(config.logitCap()).isEqualTo(expected.get("logit_cap").doubleValue());
        assertThat(config.activation()).isEqualTo(activation(expected.get("activation")));
        if (expected.has("positions")) {
            assertThat(config.maxPositions()).isEqualTo(expected.get("positions").intValue());
        }
    }

    private static void assertLayer(ModelConfig.Layer layer, JsonNode expected, JsonNode model) {
        assertThat(layer.window()).isEqualTo(expected.get("window").intValue());
        assertThat(layer.rope().isPresent()).isEqualTo(expected.get("rope").isTextual());
        layer.rope()
                .ifPresent(
                        rope -> {
                            String kind = expected.get("rope").textValue();
                            assertRope(
                                    rope,
                                    model.get("inverse_frequencies").get(kind),
                                    model.get("factors").get(kind).doubleValue());
                        });
    }

    private static void assertRope(Rope rope, JsonNode frequencies, double factor) {
        assertThat(rope.inverseFrequencies()).hasSize(frequencies.size());
        for (int i = 0; i < frequencies.size(); i++) {
            double expected = frequencies.get(i).doubleValue();
            assertThat((double) rope.inverseFrequencies().get(i))
                    .isCloseTo(expected, within(expected * 4e-7));
        }
        assertThat(rope.factor()).isCloseTo(factor, within(1e-9));
    }

    private static Map<String, List<Long>> shapes(List<DecoderLayout.Slot> layout) {
        Map<String, List<Long>> shapes = new HashMap<>();
        layout.forEach(slot -> shapes.put(slot.name(), slot.shape()));
        return shapes;
    }

    private static ModelConfig.Activation activation(JsonNode name) {
        return switch (name.textValue()) {
            case "silu" -> ModelConfig.Activation.SILU;
            case "gelu" -> ModelConfig.Activation.GELU;
            default -> ModelConfig.Activation.GELU_TANH;
        };
    }
}
