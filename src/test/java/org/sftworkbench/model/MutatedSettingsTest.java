package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in a stranger's configuration, it describes the weights that are there, or is
 * refused by its name before anything of size is allocated.
 */
class MutatedSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Written as they stand: JSON, and what Python writes beside it. */
    private static final List<String> NASTY =
            List.of(
                    "0",
                    "-1",
                    "1",
                    "3",
                    "7",
                    "2147483647",
                    "2147483648",
                    "-2147483648",
                    "4294967300",
                    "9223372036854775807",
                    "9223372036854775808",
                    "1e308",
                    "-1e308",
                    "1e-320",
                    "1e400",
                    "0.5",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "null",
                    "true",
                    "false",
                    "\"\"",
                    "\"many\"",
                    "\"16\"",
                    "[]",
                    "[1, 2, 3]",
                    "[null]",
                    "{}",
                    "{\"a\": 1}",
                    "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]");

    /** Settings that a file may have though the tiny models' have not. */
    private static final List<String> MORE =
            List.of(
                    "rope_theta",
                    "rope_scaling",
                    "rope_local_base_freq",
                    "partial_rotary_factor",
                    "original_max_position_embeddings",
                    "sliding_window",
                    "head_dim",
                    "num_key_value_heads",
                    "quantization_config",
                    "per_layer_config",
                    "no_rope_layers",
                    "layer_types");

    private static final long MOST_ALLOCATED = 48L << 20;

    @TempDir Path directory;

    private final List<String> unnamed = new ArrayList<>();

    static Stream<GoldenModel> models() {
        return GoldenModels.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void eachSettingIsAcceptedForTheVeryWeightsOrRefusedByName(GoldenModel model)
            throws IOException {
        Files.copy(
                model.directory().resolve("model.safetensors"),
                directory.resolve("model.safetensors"));
        ObjectNode sound =
                (ObjectNode) JSON.readTree(model.directory().resolve("config.json").toFile());
        assertThat(refusal(sound.toString())).isEmpty();
        Set<String> keys = new TreeSet<>(MORE);
        sound.fieldNames().forEachRemaining(keys::add);
        int refused = 0;
        int accepted = 0;
        for (String key : keys) {
            for (String value : NASTY) {
                Optional<String> told = refusal(with(sound, List.of(key), value));
                assertNamed(told, key, key, value);
                refused += told.isPresent() ? 1 : 0;
                accepted += told.isPresent() ? 0 : 1;
            }
            ObjectNode without = sound.deepCopy();
            without.remove(key);
            assertNamed(refusal(without.toString()), key, key, "nothing");
        }
        for (List<String> path : nested(sound)) {
            for (String value : NASTY) {
                Optional<String> told = refusal(with(sound, path, value));
                String key = path.get(path.size() - 1);
                // Two that go together are told as one.
                assertNamed(told, path.get(0), key, value);
            }
        }
        assertThat(refused).isGreaterThan(200);
        assertThat(accepted).isGreaterThan(100);
    }

    @Test
    void theGenerationsSettingsToo() throws IOException {
        GoldenModel model = GoldenModel.QWEN3;
        Files.copy(
                model.directory().resolve("model.safetensors"),
                directory.resolve("model.safetensors"));
        String config = Files.readString(model.directory().resolve("config.json"));
        Path generation = directory.resolve("generation_config.json");
        for (String value : NASTY) {
            Files.writeString(generation, "{\"eos_token_id\": " + value + "}");
            refusal(config)
                    .ifPresent(
                            told ->
                                    assertThat(told)
                                            .startsWith(generation.toString())
                                            .contains("eos_token_id"));
        }
        for (String broken : List.of("", "[]", "{", "\0", "5", "[".repeat(100_000))) {
            Files.writeString(generation, broken);
            assertThat(refusal(config)).as(broken).isPresent();
        }
    }

    @Test
    void anAdaptersSettingsToo() throws IOException {
        Path golden = GoldenModel.QWEN3.directory();
        Files.copy(
                golden.resolve("adapter").resolve("adapter_model.safetensors"),
                directory.resolve("adapter_model.safetensors"));
        ObjectNode sound =
                (ObjectNode)
                        JSON.readTree(
                                golden.resolve("adapter").resolve("adapter_config.json").toFile());
        sound.put("base_model_name_or_path", golden.toAbsolutePath().toString());
        assertThat(adapterRefusal(sound.toString())).isEmpty();
        Set<String> keys = new TreeSet<>();
        sound.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            for (String value : NASTY) {
                assertNamed(adapterRefusal(with(sound, List.of(key), value)), key, key, value);
            }
        }
        for (String pattern :
                List.of("(", "(.*)*(.*)*(.*)*(.*)*!", "(\\\\w+\\\\.?)+!", "(a|a.?)+$")) {
            String patterned = with(sound, List.of("alpha_pattern"), "{\"" + pattern + "\": 4}");
            long start = System.nanoTime();
            adapterRefusal(patterned).ifPresent(told -> assertThat(told).contains("alpha_pattern"));
            assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
        }
    }

    private void assertNamed(Optional<String> told, String first, String key, String value) {
        told.filter(m -> !(m.contains(key) || m.contains(first)) || !m.contains("config.json"))
                .ifPresent(m -> unnamed.add(key + " = " + value + ": " + m));
    }

    @AfterEach
    void everyRefusalNamesItsSetting() {
        assertThat(unnamed).isEmpty();
    }

    /** Every setting within another. */
    private static List<List<String>> nested(JsonNode sound) {
        List<List<String>> paths = new ArrayList<>();
        for (Map.Entry<String, JsonNode> outer : sound.properties()) {
            for (Map.Entry<String, JsonNode> inner : outer.getValue().properties()) {
                paths.add(List.of(outer.getKey(), inner.getKey()));
                for (Map.Entry<String, JsonNode> innermost : inner.getValue().properties()) {
                    paths.add(List.of(outer.getKey(), inner.getKey(), innermost.getKey()));
                }
            }
        }
        return paths;
    }

    /** The text with another value at a place. */
    private static String with(ObjectNode sound, List<String> path, String value) {
        ObjectNode mutated = sound.deepCopy();
        ObjectNode at = mutated;
        for (String outer : path.subList(0, path.size() - 1)) {
            at = (ObjectNode) at.get(outer);
        }
        String mark = "\"here it stands\"";
        ArrayNode one = JSON.createArrayNode().add("here it stands");
        at.set(path.get(path.size() - 1), one.get(0));
        return mutated.toString().replace(mark, value);
    }

    /** Why a model of these weights and this configuration is not read; empty where it is. */
    private Optional<String> refusal(String config) throws IOException {
        Files.writeString(directory.resolve("config.json"), config);
        return refusal(
                config,
                () -> {
                    ModelConfig read = ModelConfigReader.read(directory);
                    WeightFiles files = WeightFiles.open(directory);
                    ModelConfig settled = WeightCheck.settleTying(read, files);
                    WeightCheck.of(files, DecoderLayout.of(settled), settled);
                    assertThat(settled.maxPositions()).isPositive();
                });
    }

    private Optional<String> adapterRefusal(String config) throws IOException {
        Files.writeString(directory.resolve("adapter_config.json"), config);
        return refusal(
                config,
                () -> {
                    AdapterDirectory adapter = AdapterDirectory.open(directory);
                    ModelConfig read = ModelConfigReader.read(adapter.base());
                    LoraAdapters adapters = adapter.adaptersOf(read, DecoderLayout.of(read));
                    assertThat(adapters.pairs()).allMatch(p -> Double.isFinite(p.scale()));
                });
    }

    private static Optional<String> refusal(String config, Runnable read) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        String told = null;
        try {
            read.run();
        } catch (ModelException e) {
            told = e.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            fail(config, e);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as(config)
                .isLessThan(MOST_ALLOCATED);
        return Optional.ofNullable(told);
    }
}
