package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.ui.common.words.ToldInChinese;

/**
 * What {@code adapter_config.json} calls for, by PEFT 0.21's rules, is what is computed: an adapter
 * whose tensors are others is refused, and where some are lacking it is not trained on. The golden
 * adapter has rank 4, and adapts q_proj, v_proj and down_proj of its three layers.
 */
class AdapterRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path BASE = Path.of("src/test/resources/golden/models/qwen3");
    private static final Path ADAPTER = BASE.resolve("adapter");
    private static final String PREFIX = "base_model.model.";

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'target_modules': ['q_proj', 'down_proj']} | target_modules calls for no adapter"
                        + " of model.layers.0.self_attn.v_proj",
                "{'target_modules': '.*[qv]_proj'} | target_modules calls for no adapter of"
                        + " model.layers.0.mlp.down_proj",
                "{'target_modules': null} | target_modules calls for no adapter of"
                        + " model.layers.0.mlp.down_proj",
                "{'exclude_modules': ['v_proj']} | target_modules, exclude_modules calls for no",
                "{'exclude_modules': '.*[.]1[.].*v_proj'} | of model.layers.1.self_attn.v_proj",
                "{'layers_to_transform': 1} | target_modules, layers_to_transform calls for no",
                "{'layers_to_transform': [0, 1, 2], 'layers_pattern': 'h'} | layers_pattern calls for",
                "{'modules_to_save': ['mlp']} | modules_to_save calls for no adapter of"
                        + " model.layers.0.mlp.down_proj",
                "{'r': 8} | r or rank_pattern calls for rank 8 of model.layers.0.self_attn.q_proj,"
                        + " whose adapter has rank 4",
                "{'rank_pattern': {'1.*.v_proj': 2}} | rank 2 of model.layers.1.self_attn.v_proj",
                "{'rank_pattern': {'(': 2}} | rank_pattern has \"(\", which is not understood",
                "{'target_modules': 5} | target_modules is 5; it must be a text or a list of texts",
                "{'layers_to_transform': ['x']} | it must be a whole number or a list of them"
            })
    void whatIsNotCalledForIsRefused(String settings, String told) throws IOException {
        Path adapter = adapter(settings, Map.of());
        assertThatThrownBy(() -> LanguageModel.load(adapter, false))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(adapter.resolve("adapter_config.json").toString())
                .hasMessageContaining(told)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    /** However PEFT may have put it, and where Java does not understand what Python does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'target_modules': 'all-linear', 'exclude_modules':"
                        + " '.*(k_proj|o_proj|gate_proj|up_proj)'}",
                "{'target_modules': '.*[.](?P<which>q_proj|v_proj|down_proj)'}",
                "{'target_modules': '.*[.](?P<one_of>q_proj|v_proj|down_proj)'}",
                "{'target_modules': ['model.layers.0.self_attn.q_proj', 'layers.1.self_attn.q_proj',"
                        + " '2.self_attn.q_proj', 'self_attn.v_proj', 'down_proj']}",
                "{'layers_to_transform': [0, 1, 2]}",
                "{'layers_to_transform': [0, 1, 2], 'layers_pattern': ['h', 'layers']}",
                "{'layers_to_transform': []}",
                "{'r': 16, 'rank_pattern': {'[qv]_proj': 4, 'layers.*.down_proj': 4}}",
                "{'ensure_weight_tying': true}"
            })
    void whatIsCalledForIsReadAndTrainedOn(String settings) throws IOException {
        Path adapter = adapter(settings, Map.of());
        float[] logits = logits(adapter);
        assertThat(logits).isEqualTo(logits(ADAPTER));
        Path saved = directory.resolve("saved");
        try (LanguageModel model = LanguageModel.load(adapter, true)) {
            model.save(saved);
        }
        assertThat(logits(saved)).isEqualTo(logits);
    }

    /** PEFT begins a new adapter there, which changes nothing until it is trained. */
    @ParameterizedTest
    @ValueSource(strings = {"k_proj", "lm_head", "embed_tokens"})
    void whatIsLackingKeepsAnAdapterFromBeingTrainedOn(String lacking) throws IOException {
        Path adapter =
                adapter(
                        "{'target_modules': ['q_proj', 'v_proj', 'down_proj', '" + lacking + "']}",
                        Map.of());
        assertThat(logits(adapter)).isEqualTo(logits(ADAPTER));
        assertThatThrownBy(() -> LanguageModel.load(adapter, true))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("target_modules calls for an adapter of ")
                .hasMessageContaining(lacking + ", and there is none")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    /** As PEFT writes it: embed_tokens is what is targeted, and lm_head follows. */
    private static final String TYING =
            "{'ensure_weight_tying': true, 'target_modules': ['q_proj', 'v_proj', 'down_proj',"
                    + " 'model.embed_tokens']}";

    @Test
    void oneAdapterOfEmbeddingAndOutputProjectionIsReadButNotTrainedOn() throws IOException {
        Path adapter = adapter(TYING, ends(0));
        assertThat(logits(adapter)).isNotEqualTo(logits(ADAPTER));
        assertThatThrownBy(() -> LanguageModel.load(adapter, true))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ensure_weight_tying makes one of the embedding's adapter")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void twoAdaptersThatShouldBeOneAreRefused() throws IOException {
        Map<String, Matrix> without = new TreeMap<>(ends(0));
        without.keySet().removeIf(name -> name.startsWith("lm_head"));
        for (Path adapter : List.of(adapter(TYING, ends(1)), adapter(TYING, without))) {
            assertThatThrownBy(() -> LanguageModel.load(adapter, false))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("the adapters of embed_tokens and lm_head are not one")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    /**
     * Weights of the base model's that the adapter holds are used; here all layers' would be
     * trained on, and by PEFT those that modules_to_save names.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | model.layers.0.input_layernorm",
                "{'modules_to_save': ['layers.0.input_layernorm']}|model.layers.1.input_layernorm",
                "{'modules_to_save': ['layernorm']} | model.layers.0.post_attention_layernorm"
            })
    void whatPeftWouldTrainAsAWholeOtherwiseIsReadButNotTrainedOn(String settings, String module)
            throws IOException {
        int hidden = ModelConfigReader.read(BASE).hiddenSize();
        Path adapter =
                adapter(
                        settings,
                        Map.of(
                                "model.layers.0.input_layernorm.weight",
                                new Matrix(1, hidden, false, 1)));
        assertThat(logits(adapter)).isNotEqualTo(logits(ADAPTER));
        assertThatThrownBy(() -> LanguageModel.load(adapter, true))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("modules_to_save must name what is trained as a whole")
                .hasMessageContaining("of " + module + " that is not so")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void aTiedEmbeddingThatPeftWouldTrainApartIsNotTrainedOn() throws IOException {
        ModelConfig config = ModelConfigReader.read(BASE);
        Matrix both = new Matrix(config.vocabularySize(), config.hiddenSize(), false, 0);
        Map<String, Matrix> ends =
                Map.of("model.embed_tokens.weight", both, "lm_head.weight", both);
        String named = "{'modules_to_save': ['embed_tokens', 'lm_head']}";
        assertThatThrownBy(() -> LanguageModel.load(adapter(named, ends), true))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("modules_to_save names the embedding of a model whose")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
        String one = "{'modules_to_save': ['model.embed_tokens'], 'ensure_weight_tying': true}";
        LanguageModel.load(adapter(one, ends), true).close();
    }

    @Test
    void aNewAdapterIsDescribedByNamesOfItsLayersAlone() throws IOException {
        assertThat(targets(Set.of("q_proj", "mlp.up_proj", "lm_head")))
                .containsExactly("lm_head", "q_proj", "up_proj");
        assertThat(targets(Set.of("layers.0.self_attn.q_proj", "v_proj")))
                .containsExactly("model.layers.0.self_attn.q_proj", "v_proj");
        assertThat(
                        targets(
                                Set.of(
                                        "0.self_attn.q_proj",
                                        "1.self_attn.q_proj",
                                        "2.self_attn.q_proj")))
                .containsExactly("q_proj");
        assertThat(targets(Set.of("all-linear"))).contains("gate_proj").doesNotContain("lm_head");
    }

    /** PEFT puts no adapter beside what modules_to_save names. */
    @Test
    void whatIsTrainedAsAWholeIsNotAdaptedToo() {
        assertThatThrownBy(
                        () -> new LoraConfig(4, 8, 0, false, Set.of("lm_head"), Set.of("lm_head")))
                .hasMessage("lm_head can be trained as a whole or adapted, not both")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    private List<String> targets(Set<String> asked) throws IOException {
        Path saved = Files.createTempDirectory(directory, "new").resolve("saved");
        Loading loading =
                Loading.plain(true).with(new LoraConfig(2, 4, 0, false, asked, Set.of()), 1);
        try (LanguageModel model = LanguageModel.load(BASE, loading)) {
            model.save(saved);
        }
        LanguageModel.load(saved, true).close();
        JsonNode config = JSON.readTree(saved.resolve("adapter_config.json").toFile());
        List<String> names = new ArrayList<>();
        config.get("target_modules").forEach(name -> names.add(name.textValue()));
        return names;
    }

    /** Numbers that depend on row and column, so that a matrix differs from its transpose. */
    private record Matrix(int rows, int columns, boolean transposed, float more) {
        /** A single row is a vector. */
        private long[] shape() {
            return rows == 1 ? new long[] {columns} : new long[] {rows, columns};
        }

        private ByteBuffer bytes() {
            ByteBuffer bytes =
                    ByteBuffer.allocate(rows * columns * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    bytes.putFloat(more + (transposed ? j + 0.1f * i : i + 0.1f * j) / 100);
                }
            }
            return bytes.flip();
        }
    }

    /**
     * Adapters of embedding and output projection, of rank 4.
     *
     * @param more what the output projection's B has more than it should
     */
    private static Map<String, Matrix> ends(float more) {
        ModelConfig config = ModelConfigReader.read(BASE);
        int ids = config.vocabularySize();
        int hidden = config.hiddenSize();
        return Map.of(
                "model.embed_tokens.lora_embedding_A", new Matrix(4, ids, false, 0),
                "model.embed_tokens.lora_embedding_B", new Matrix(hidden, 4, false, 0),
                "lm_head.lora_A.weight", new Matrix(4, hidden, true, 0),
                "lm_head.lora_B.weight", new Matrix(ids, 4, true, more));
    }

    private static float[] logits(Path adapter) {
        try (LanguageModel model = LanguageModel.load(adapter, false)) {
            return model.logits(PackedRows.without(new int[] {3, 5, 8, 9}, new int[] {4}));
        }
    }

    /** The golden adapter with other settings, and with more tensors. */
    private Path adapter(String settings, Map<String, Matrix> more) throws IOException {
        Path adapter = Files.createTempDirectory(directory, "adapter");
        ObjectNode config =
                (ObjectNode) JSON.readTree(ADAPTER.resolve("adapter_config.json").toFile());
        config.put("base_model_name_or_path", BASE.toAbsolutePath().toString());
        config.setAll((ObjectNode) JSON.readTree(settings.replace('\'', '"')));
        JSON.writeValue(adapter.resolve("adapter_config.json").toFile(), config);
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        SafetensorsFile golden = SafetensorsFile.open(ADAPTER.resolve("adapter_model.safetensors"));
        golden.tensors()
                .forEach(
                        (name, entry) ->
                                tensors.add(
                                        new SafetensorsWriter.Tensor(
                                                name,
                                                TensorType.F32,
                                                entry.shape().stream()
                                                        .mapToLong(Long::longValue)
                                                        .toArray(),
                                                golden.map(name)::duplicate)));
        more.forEach(
                (name, matrix) ->
                        tensors.add(
                                new SafetensorsWriter.Tensor(
                                        PREFIX + name,
                                        TensorType.F32,
                                        matrix.shape(),
                                        matrix.bytes()::duplicate)));
        SafetensorsWriter.write(adapter.resolve("adapter_model.safetensors"), tensors);
        return adapter;
    }
}
