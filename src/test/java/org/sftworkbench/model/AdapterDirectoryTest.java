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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.ui.common.words.ToldInChinese;

/**
 * What PEFT stores of a model whose output projection is its embedding is read as PEFT computes it,
 * or refused; so are the ways to begin that change the base model.
 */
class AdapterDirectoryTest {
    private static final Path BASE = Path.of("src/test/resources/golden/models/qwen3");
    private static final Path ADAPTER = BASE.resolve("adapter");
    private static final String EMBEDDING = "model.embed_tokens.weight";
    private static final String OUTPUT = "lm_head.weight";
    private static final String ADAPTED_OUTPUT = "lm_head.base_layer.weight";

    @TempDir Path directory;

    /** PEFT leaves the output projection as it was. */
    @Test
    void anEmbeddingAloneIsRefused() throws IOException {
        assertRefused(
                adapter(new Shifted(EMBEDDING, 0.5f)), "holds embed_tokens alone as a whole, but");
    }

    @Test
    void anOutputProjectionAloneIsRefused() throws IOException {
        assertRefused(adapter(new Shifted(OUTPUT, 0.5f)), "holds lm_head alone as a whole, but");
    }

    @Test
    void theTwoTakenApartAreRefused() throws IOException {
        assertRefused(
                adapter(new Shifted(EMBEDDING, 0.5f), new Shifted(OUTPUT, 0.25f)),
                "holds an embed_tokens and an lm_head that differ, but");
    }

    @Test
    void bothAlikeAreTheModelsEmbeddingAndAreKeptByBothNames() throws IOException {
        Path adapter = adapter(new Shifted(EMBEDDING, 0.5f), new Shifted(OUTPUT, 0.5f));
        // Without these two, PEFT would train the two apart, or neither.
        set(adapter, config -> config.put("ensure_weight_tying", true));
        set(adapter, config -> config.putArray("modules_to_save").add("model.embed_tokens"));
        Path saved = directory.resolve("saved");
        float[] logits;
        try (LanguageModel model = LanguageModel.load(adapter, true)) {
            logits = logits(model);
            model.save(saved);
        }
        assertThat(logits).isNotEqualTo(logits(ADAPTER));
        assertThat(SafetensorsFile.open(saved.resolve("adapter_model.safetensors")).tensors())
                .containsKeys("base_model.model." + EMBEDDING, "base_model.model." + OUTPUT);
        assertThat(logits(saved)).isEqualTo(logits);
    }

    /** PEFT keeps it beside an adapter of the output projection. */
    @Test
    void theMatrixUnderAnAdaptedOutputProjectionIsTheEmbedding() throws IOException {
        assertThat(logits(adapter(new Shifted(ADAPTED_OUTPUT, 0)))).isEqualTo(logits(ADAPTER));
        Path shifted = adapter(new Shifted(ADAPTED_OUTPUT, 0.5f));
        assertThat(logits(shifted))
                .isEqualTo(
                        logits(adapter(new Shifted(EMBEDDING, 0.5f), new Shifted(OUTPUT, 0.5f))));
    }

    @Test
    void anAdapterOnANormIsRefused() throws IOException {
        String adapted = "model.layers.0.input_layernorm.lora_A.weight";
        assertRefused(
                adapter(new Shifted(adapted, 0)),
                "tensor base_model.model." + adapted + " belongs to no layer of the qwen3 model");
    }

    /** As some programs write a model's state, and as PEFT reads that. */
    @Test
    void theNamesOfPeftsMemoryAreThoseOfTheFile() throws IOException {
        Path adapter = adapter(name -> name.replace(".weight", ".default.weight"));
        Path saved = directory.resolve("saved");
        try (LanguageModel model = LanguageModel.load(adapter, true)) {
            assertThat(logits(model)).isEqualTo(logits(ADAPTER));
            model.save(saved);
        }
        assertThat(SafetensorsFile.open(saved.resolve("adapter_model.safetensors")).tensors())
                .containsOnlyKeys(
                        SafetensorsFile.open(ADAPTER.resolve("adapter_model.safetensors"))
                                .tensors()
                                .keySet());
    }

    /** PEFT computes without it, with a warning. */
    @Test
    void anAdapterOfAnotherNameInMemoryIsRefused() throws IOException {
        assertRefused(
                adapter(name -> name.replace(".weight", ".mine.weight")),
                "is called as in PEFT's memory, where the adapter is \"mine\"");
    }

    @Test
    void aMatrixByBothNamesIsRefused() throws IOException {
        String adapted = "model.layers.0.self_attn.q_proj.lora_A.default.weight";
        assertRefused(
                adapter(new Shifted(adapted, 0)),
                "tensor base_model.model." + adapted + " is there twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pissa", "pissa_niter_16", "corda", "olora", "OLoRA", "loftq", "lora_ga"})
    void aBeginningThatChangesTheBaseIsRefused(String beginning) throws IOException {
        assertRefused(
                beginning(beginning),
                "init_lora_weights is \"" + beginning + "\", which changes the base model's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "orthogonal", "mica", "eva"})
    void aBeginningThatLeavesTheBaseAloneIsRead(String beginning) throws IOException {
        assertThat(logits(beginning(beginning))).isEqualTo(logits(ADAPTER));
    }

    @Test
    void aConfigurationOfTheModelBesideDoesNotMakeItAWholeModel() throws IOException {
        Path adapter = adapter();
        Files.copy(BASE.resolve("config.json"), adapter.resolve("config.json"));
        assertThat(ModelDirectory.isAdapter(adapter)).isTrue();
        assertThat(logits(adapter)).isEqualTo(logits(ADAPTER));
        Files.copy(BASE.resolve("model.safetensors"), adapter.resolve("model.safetensors"));
        assertThat(ModelDirectory.isAdapter(adapter)).isFalse();
    }

    private static void assertRefused(Path adapter, String what) {
        assertThatThrownBy(() -> LanguageModel.load(adapter, false))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(adapter.toString())
                .hasMessageContaining(what)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    private static float[] logits(Path adapter) {
        try (LanguageModel model = LanguageModel.load(adapter, false)) {
            return logits(model);
        }
    }

    private static float[] logits(LanguageModel model) {
        return model.logits(PackedRows.without(new int[] {3, 5, 8, 9}, new int[] {4}));
    }

    /** The base model's embedding by a name of PEFT's, with something added to its first number. */
    private record Shifted(String name, float by) {}

    private Path beginning(String name) throws IOException {
        Path adapter = adapter();
        set(adapter, config -> config.put("init_lora_weights", name));
        return adapter;
    }

    private static void set(Path adapter, Consumer<ObjectNode> settings) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = adapter.resolve("adapter_config.json");
        ObjectNode config = (ObjectNode) json.readTree(Files.readAllBytes(file));
        settings.accept(config);
        json.writeValue(file.toFile(), config);
    }

    /** The golden adapter and more tensors. */
    private Path adapter(Shifted... more) throws IOException {
        return adapter(name -> name, more);
    }

    private Path adapter(UnaryOperator<String> renamed, Shifted... more) throws IOException {
        Path adapter = Files.createTempDirectory(directory, "adapter");
        ObjectMapper json = new ObjectMapper();
        ObjectNode config =
                (ObjectNode)
                        json.readTree(Files.readAllBytes(ADAPTER.resolve("adapter_config.json")));
        config.put("base_model_name_or_path", BASE.toAbsolutePath().toString());
        json.writeValue(adapter.resolve("adapter_config.json").toFile(), config);
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        SafetensorsFile golden = SafetensorsFile.open(ADAPTER.resolve("adapter_model.safetensors"));
        golden.tensors().forEach((n, e) -> tensors.add(tensor(renamed.apply(n), e, golden.map(n))));
        SafetensorsFile base = SafetensorsFile.open(BASE.resolve("model.safetensors"));
        for (Shifted shifted : more) {
            ByteBuffer bytes = base.map(EMBEDDING);
            ByteBuffer copy =
                    ByteBuffer.allocate(bytes.remaining())
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .put(bytes)
                            .flip();
            // Of id 3, the first of the row that is computed.
            int at = 3 * base.tensors().get(EMBEDDING).shape().get(1).intValue() * Float.BYTES;
            copy.putFloat(at, copy.getFloat(at) + shifted.by());
            tensors.add(
                    tensor(
                            "base_model.model." + shifted.name(),
                            base.tensors().get(EMBEDDING),
                            copy));
        }
        SafetensorsWriter.write(adapter.resolve("adapter_model.safetensors"), tensors);
        return adapter;
    }

    private static SafetensorsWriter.Tensor tensor(
            String name, SafetensorsFile.Entry entry, ByteBuffer bytes) {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return new SafetensorsWriter.Tensor(name, TensorType.F32, shape, bytes::duplicate);
    }
}
