package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.job.Progress;
import org.sftworkbench.ui.common.words.ToldInChinese;

/**
 * An adapter that PEFT has trained with {@code bias} {@code all} or {@code lora_only} holds biases
 * of its base model, by the names that PEFT 0.21 gives them: they go before the base model's own.
 */
class AdapterBiasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/golden/models/qwen3");
    private static final Path ADAPTER = GOLDEN.resolve("adapter");

    /** The golden adapter adapts queries and values, and nothing else in attention. */
    private static final List<String> ADAPTED =
            List.of("self_attn.q_proj.base_layer.bias", "self_attn.v_proj.base_layer.bias");

    private static final List<String> NOT_ADAPTED =
            List.of("self_attn.k_proj.bias", "self_attn.o_proj.bias");

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"all, true", "lora_only, false"})
    void theBiasesOfAnAdapterGoBeforeThoseOfItsBase(String bias, boolean allOfThem)
            throws IOException {
        Path base = base("base", 0.1f, 0.1f);
        Path tuned = base("tuned", 0.7f, allOfThem ? 0.7f : 0.1f);
        Path adapter = adapter(base, bias, allOfThem ? biases(0.7f) : adaptedBiases(0.7f));
        float[] wanted = logits(adapter(tuned, "none", List.of()));
        assertThat(logits(adapter)).isEqualTo(wanted);
        assertThat(wanted).isNotEqualTo(logits(adapter(base, "none", List.of())));
    }

    @Test
    void theyAreMerged() throws IOException {
        Path base = base("base", 0.1f, 0.1f);
        Path tuned = base("tuned", 0.7f, 0.7f);
        assertThat(merged(adapter(base, "all", biases(0.7f))))
                .isEqualTo(merged(adapter(tuned, "none", List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "lora_only"})
    void trainingOnThemIsRefusedAsPeftWouldTrainTheBiasesToo(String bias) throws IOException {
        Path adapter = adapter(base("base", 0.1f, 0.1f), bias, adaptedBiases(0.7f));
        assertThatThrownBy(() -> LanguageModel.load(adapter, true))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(adapter.resolve("adapter_config.json").toString())
                .hasMessageContaining("bias is \"" + bias + "\", so that PEFT trains biases")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    /** A model without biases is trained as ever. */
    @Test
    void whereTheModelHasNoBiasesItIsTrainedOn() throws IOException {
        Path adapter = adapter(GOLDEN, "all", List.of());
        try (LanguageModel model = LanguageModel.load(adapter, true)) {
            assertThat(model.trainable()).isNotEmpty();
        }
    }

    @Test
    void anotherBiasIsRefused() throws IOException {
        Path adapter = adapter(GOLDEN, "some", List.of());
        assertThatThrownBy(() -> LanguageModel.load(adapter, false))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("bias is \"some\"; none, all and lora_only are known")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    private float[] merged(Path adapter) throws IOException {
        Path whole = Files.createTempDirectory(directory, "merged").resolve("model");
        try (LanguageModel model = LanguageModel.load(adapter, false)) {
            model.saveMerged(whole, Progress.NONE);
        }
        return logits(whole);
    }

    /** The golden model with biases: of queries and values, and of the others. */
    private Path base(String name, float adapted, float others) throws IOException {
        Path base = Files.createDirectory(directory.resolve(name));
        write(
                GOLDEN.resolve("config.json"),
                base.resolve("config.json"),
                config -> config.put("attention_bias", true));
        ModelConfig config = ModelConfigReader.read(base);
        List<SafetensorsWriter.Tensor> tensors = tensorsOf(GOLDEN.resolve("model.safetensors"));
        for (DecoderLayout.Slot slot : DecoderLayout.of(config)) {
            if (slot.isBias()) {
                boolean other = NOT_ADAPTED.stream().anyMatch(slot.name()::endsWith);
                tensors.add(vector(slot.name(), slot.shape().get(0), other ? others : adapted));
            }
        }
        SafetensorsWriter.write(base.resolve("model.safetensors"), tensors);
        return base;
    }

    private static List<SafetensorsWriter.Tensor> biases(float value) {
        return Stream.concat(adaptedBiases(value).stream(), inEachLayer(NOT_ADAPTED, value))
                .toList();
    }

    private static List<SafetensorsWriter.Tensor> adaptedBiases(float value) {
        return inEachLayer(ADAPTED, value).toList();
    }

    private static Stream<SafetensorsWriter.Tensor> inEachLayer(List<String> names, float value) {
        List<DecoderLayout.Slot> layout = DecoderLayout.of(ModelConfigReader.read(GOLDEN));
        return layout.stream()
                .flatMap(
                        slot ->
                                names.stream()
                                        .filter(name -> isOf(slot.name(), name))
                                        .map(name -> tuned(slot, name, value)));
    }

    /** Whether a bias is that of the layer a matrix is in. */
    private static boolean isOf(String weight, String bias) {
        return weight.endsWith("." + bias.replaceFirst("(.base_layer)?.bias$", ".weight"));
    }

    private static SafetensorsWriter.Tensor tuned(
            DecoderLayout.Slot matrix, String bias, float value) {
        String layer = matrix.name().substring(0, matrix.name().indexOf("self_attn."));
        return vector("base_model.model." + layer + bias, matrix.shape().get(0), value);
    }

    /** Numbers that differ along a vector. */
    private static SafetensorsWriter.Tensor vector(String name, long size, float value) {
        ByteBuffer bytes =
                ByteBuffer.allocate((int) size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            bytes.putFloat(value * ((i * 7) % 5 - 1.5f));
        }
        bytes.flip();
        return new SafetensorsWriter.Tensor(
                name, TensorType.F32, new long[] {size}, bytes::duplicate);
    }

    private Path adapter(Path base, String bias, List<SafetensorsWriter.Tensor> biases)
            throws IOException {
        Path adapter = Files.createTempDirectory(directory, "adapter");
        write(
                ADAPTER.resolve("adapter_config.json"),
                adapter.resolve("adapter_config.json"),
                config ->
                        config.put("bias", bias)
                                .put("base_model_name_or_path", base.toAbsolutePath().toString()));
        List<SafetensorsWriter.Tensor> tensors =
                tensorsOf(ADAPTER.resolve("adapter_model.safetensors"));
        tensors.addAll(biases);
        SafetensorsWriter.write(adapter.resolve("adapter_model.safetensors"), tensors);
        return adapter;
    }

    private static void write(Path from, Path to, Consumer<ObjectNode> change) throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree(from.toFile());
        change.accept(config);
        JSON.writeValue(to.toFile(), config);
    }

    private static List<SafetensorsWriter.Tensor> tensorsOf(Path path) {
        SafetensorsFile file = SafetensorsFile.open(path);
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        file.tensors()
                .forEach(
                        (name, entry) ->
                                tensors.add(
                                        new SafetensorsWriter.Tensor(
                                                name,
                                                TensorType.named(entry.type()).orElseThrow(),
                                                entry.shape().stream()
                                                        .mapToLong(Long::longValue)
                                                        .toArray(),
                                                file.map(name)::duplicate)));
        return tensors;
    }

    private static float[] logits(Path model) {
        try (LanguageModel loaded = LanguageModel.load(model, false)) {
            return loaded.logits(PackedRows.without(new int[] {3, 5, 8, 9}, new int[] {4}));
        }
    }
}
