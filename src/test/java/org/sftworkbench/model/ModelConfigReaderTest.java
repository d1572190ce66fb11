package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** What config.json says is read as transformers reads it, or refused by file and field. */
class ModelConfigReaderTest {
    private static final String SMALL =
            "'vocab_size':96,'hidden_size':32,'intermediate_size':48,'num_hidden_layers':4,"
                    + "'num_attention_heads':4,'num_key_value_heads':2,'max_position_embeddings':512,"
                    + "'pad_token_id':0";

    @TempDir Path directory;

    @Test
    void mistralsWindowCountsInEveryLayerAndIs4096WhereNothingIsSaid() {
        assertThat(windows(read("mistral", "'sliding_window':7"))).containsOnly(7);
        assertThat(windows(read("mistral", ""))).containsOnly(4096);
        assertThat(windows(read("mistral", "'sliding_window':null"))).containsOnly(0);
    }

    @Test
    void qwensUpperLayersSlideWhereSlidingIsSwitchedOn() {
        String fields = "'sliding_window':7,'max_window_layers':3";
        assertThat(windows(read("qwen2", fields))).containsOnly(0);
        assertThat(windows(read("qwen2", fields + ",'use_sliding_window':true")))
                .containsExactly(0, 0, 0, 7);
        String listed =
                ",'use_sliding_window':true,'layer_types':['sliding_attention','full_attention',"
                        + "'full_attention','sliding_attention']";
        assertThat(windows(read("qwen3", fields + listed))).containsExactly(7, 0, 0, 7);
    }

    @Test
    void aTokenizerAloneIsToldFromAModel(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> ModelConfigReader.read(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("a tokenizer alone, without a model");
    }

    @Test
    void gemma2AlternatesFromASlidingLayer() {
        assertThat(windows(read("gemma2", "'sliding_window':9"))).containsExactly(9, 0, 9, 0);
    }

    @Test
    void gemma3TurnsSlidingLayersByFrequenciesOfTheirOwn() {
        ModelConfig config =
                read(
                        "gemma3_text",
                        "'head_dim':8,'sliding_window':9,'sliding_window_pattern':2,"
                                + "'rope_theta':5000,'rope_local_base_freq':300,"
                                + "'rope_scaling':{'rope_type':'linear','factor':8.0}");
        assertThat(windows(config)).containsExactly(9, 0, 9, 0);
        assertThat(frequency(config, 0, 1)).isCloseTo(Math.pow(300, -0.25), within(1e-6));
        assertThat(frequency(config, 1, 1)).isCloseTo(Math.pow(5000, -0.25) / 8, within(1e-7));
    }

    @Test
    void gemmaDoublesNormsCentresGainsAtOneAndScalesEmbeddings() {
        ModelConfig config = read("gemma2", "'query_pre_attn_scalar':20");
        assertThat(config.outputNorms()).isTrue();
        assertThat(config.gainOffset()).isEqualTo(1);
        assertThat(config.embeddingScale()).isCloseTo(Math.sqrt(32), within(1e-12));
        assertThat(config.attentionScale()).isCloseTo(1 / Math.sqrt(20), within(1e-12));
        assertThat(config.attentionCap()).isEqualTo(50);
        assertThat(config.logitCap()).isEqualTo(30);
        assertThat(config.activation()).isEqualTo(ModelConfig.Activation.GELU_TANH);
        assertThat(config.headSize()).isEqualTo(256);
        assertThat(config.tiedEmbeddings()).isTrue();
        ModelConfig uncapped =
                read("gemma2", "'attn_logit_softcapping':null,'final_logit_softcapping':null");
        assertThat(uncapped.attentionCap()).isZero();
        assertThat(uncapped.logitCap()).isZero();
    }

    @Test
    void smolLm3LeavesEveryFourthLayerUnturned() {
        assertThat(turned(read("smollm3", ""))).containsExactly(true, true, true, false);
        assertThat(turned(read("smollm3", "'no_rope_layer_interval':2")))
                .containsExactly(true, false, true, false);
        ModelConfig listed =
                read(
                        "smollm3",
                        "'no_rope_layers':[0,1,1,0],'use_sliding_window':true,'sliding_window':5");
        assertThat(turned(listed)).containsExactly(false, true, true, false);
        assertThat(windows(listed)).containsExactly(5, 0, 0, 5);
        assertThat(frequency(listed, 1, 1)).isCloseTo(Math.pow(2_000_000, -0.25), within(1e-7));
    }

    @Test
    void bothSpellingsOfRopeSettingsSayTheSame() {
        String scaling =
                "'rope_type':'llama3','factor':8.0,'low_freq_factor':1.0,'high_freq_factor':4.0,"
                        + "'original_max_position_embeddings':64";
        ModelConfig older = read("llama", "'rope_theta':500000.0,'rope_scaling':{" + scaling + "}");
        ModelConfig newer =
                read("llama", "'rope_parameters':{'rope_theta':500000.0," + scaling + "}");
        assertThat(older.layers()).isEqualTo(newer.layers());
        assertThat(older.layers()).isNotEqualTo(read("llama", "'rope_theta':500000.0").layers());
        ModelConfig oldest = read("llama", "'rope_scaling':{'type':'linear','factor':2.0}");
        assertThat(frequency(oldest, 0, 0)).isEqualTo(0.5);
    }

    @Test
    void phi3TurnsPartOfAHeadAndRoundsAnOddPartUp() {
        assertThat(rope(read("phi3", "'partial_rotary_factor':0.5")).rotated()).isEqualTo(4);
        ModelConfig odd = read("phi3", "'partial_rotary_factor':0.63");
        assertThat(rope(odd).rotated()).isEqualTo(6);
        assertThat(frequency(odd, 0, 1)).isCloseTo(Math.pow(10_000, -2 / 5.0), within(1e-7));
    }

    @Test
    void longRopeReachesAsFarAsItsShortFrequenciesHold() {
        ModelConfig config =
                read(
                        "phi3",
                        "'original_max_position_embeddings':64,'rope_scaling':{'type':'su',"
                                + "'short_factor':[1.0,2.0,3.0,4.0],'long_factor':[2.0,4.0,6.0,8.0]}");
        assertThat(config.maxPositions()).isEqualTo(64);
        assertThat(config.bound())
                .isEqualTo(
                        "the 64 positions up to which its LongRoPE's short factors hold"
                                + " (original_max_position_embeddings)");
        ToldInChinese.check("a row of 65 tokens is longer than " + config.bound());
        assertThat(read("llama", "'max_position_embeddings':64").bound())
                .isEqualTo("the model's 64 positions");
        assertThat(rope(config).factor())
                .isCloseTo(Math.sqrt(1 + Math.log(8) / Math.log(64)), within(1e-12));
        assertThat(frequency(config, 0, 1)).isCloseTo(Math.pow(10_000, -0.25) / 2, within(1e-7));
    }

    /** Up to the model's positions it changes nothing, as in transformers. */
    @Test
    void dynamicScalingHoldsUpToTheModelsPositions() {
        ModelConfig scaled =
                read(
                        "llama",
                        "'max_position_embeddings':64,"
                                + "'rope_scaling':{'type':'dynamic','factor':4.0}");
        assertThat(scaled.layers())
                .isEqualTo(read("llama", "'max_position_embeddings':64").layers());
        assertThat(scaled.bound()).isEqualTo("the model's 64 positions");
    }

    @Test
    void theHeadSizeIsTheFilesOrTheTypesOrDerived() {
        assertThat(read("llama", "").headSize()).isEqualTo(8);
        assertThat(read("llama", "'head_dim':null").headSize()).isEqualTo(8);
        assertThat(read("llama", "'head_dim':12").headSize()).isEqualTo(12);
        assertThat(read("qwen3", "").headSize()).isEqualTo(128);
    }

    @Test
    void anIdOfPaddingBelowZeroCountsFromTheEnd() {
        assertThat(read("llama", "'pad_token_id':-1").paddingId()).contains(95);
        assertThat(read("llama", "'pad_token_id':null").paddingId()).isEmpty();
    }

    @Test
    void eosIsTheGenerationsThenTheConfigurationsThenTheTypes() throws IOException {
        assertThat(read("llama", "").eosIds()).containsExactly(2);
        assertThat(read("llama", "'eos_token_id':[5,6]").eosIds()).containsExactly(5, 6);
        Files.writeString(
                directory.resolve("generation_config.json"), "{\"eos_token_id\": [7, 8]}");
        assertThat(read("llama", "'eos_token_id':[5,6]").eosIds()).containsExactly(7, 8);
    }

    /** As transformers 5.18 reads them: the configuration's count only where the file is not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"eos_token_id\": null}",
                "{\"eos_token_id\": []}",
                "{\"do_sample\": true}",
                "{\"_from_model_config\": true}"
            })
    void aGenerationConfigurationThatNamesNoEosLeavesNone(String generation) throws IOException {
        Files.writeString(directory.resolve("generation_config.json"), generation);
        assertThat(read("llama", "'eos_token_id':[5,6]").eosIds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "llama|'hidden_act':'relu2'|hidden_act",
                "gemma2|'hidden_activation':'silu_and_mul'|hidden_activation",
                "llama|'attention_dropout':0.1|attention_dropout",
                "phi3|'resid_pdrop':0.1|resid_pdrop",
                "gemma2|'use_bidirectional_attention':true|use_bidirectional_attention",
                "llama|'quantization_config':{'quant_method':'gptq'}|gptq",
                "llama|'rope_scaling':{'rope_type':'dynamic'}|rope_scaling.factor is missing",
                "llama|'head_dim':2,'rope_scaling':{'rope_type':'dynamic','factor':2.0}|heads of two entries",
                "llama|'rope_scaling':{'rope_type':'ntk'}|default, linear, dynamic",
                "llama|'rope_scaling':{'rope_type':'mrope'}|rope_scaling.rope_type",
                "llama|'rope_scaling':{'rope_type':'linear'}|rope_scaling.factor is missing",
                "llama|'rope_parameters':{'rope_theta':-1}|rope_parameters.rope_theta",
                "llama|'rope_theta':NaN|rope_theta",
                "llama|'rope_parameters':{'full_attention':{'rope_theta':1.0}}|full_attention",
                "phi3|'rope_scaling':{'rope_type':'linear','factor':2.0}|linear",
                "phi3|'rope_scaling':{'type':'longrope','short_factor':[1.0],'long_factor':[1.0]}|short_factor",
                "llama|'rope_scaling':{'rope_type':'linear','factor':2.0,'partial_rotary_factor':0.5}|partial_rotary_factor",
                "qwen3|'layer_types':['full_attention']|layer_types has 1 entries for 4 layers",
                "qwen3|'layer_types':['chunked_attention','full_attention','full_attention','full_attention']|chunked_attention",
                "qwen3|'layer_types':['sliding_attention','full_attention','full_attention','full_attention']|sliding_window",
                "smollm3|'no_rope_layers':[1,0]|no_rope_layers has 2 entries for 4 layers",
                "mistral|'layer_types':['full_attention','full_attention','full_attention','full_attention']|layer_types",
                "llama|'num_key_value_heads':3|num_key_value_heads",
                "llama|'hidden_size':30|num_attention_heads",
                "llama|'head_dim':7|head_dim",
                "llama|'hidden_size':32.5|hidden_size",
                "llama|'hidden_size':null|hidden_size",
                "llama|'rms_norm_eps':'small'|rms_norm_eps",
                "llama|'tie_word_embeddings':'yes'|tie_word_embeddings",
                "llama|'pad_token_id':96|pad_token_id",
                "mistral|'sliding_window':0|sliding_window",
                "mistral|'num_key_value_heads':null|num_key_value_heads",
            })
    void whatCannotBeComputedIsRefusedByFileAndField(String type, String fields, String named) {
        assertThatThrownBy(() -> read(type, fields))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(directory.resolve("config.json").toString())
                .hasMessageContaining(named)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemma3", "mistral3", "qwen2_vl", "qwen2_5_vl", "llava", "mllama"})
    void modelsOfSeveralKindsOfInputAreCalledSo(String type) {
        assertThatThrownBy(() -> read(type, ""))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("multimodal");
    }

    @Test
    void anUnknownTypeIsToldWhatIsSupported() {
        assertThatThrownBy(() -> read("mamba2", ""))
                .hasMessageContaining("\"mamba2\"")
                .hasMessageContaining("qwen3, qwen2, llama, mistral, phi3, gemma2, gemma3_text");
    }

    private ModelConfig read(String type, String fields) {
        // What comes later in the text counts, as in Python.
        String text =
                "{'model_type':'"
                        + type
                        + "',"
                        + SMALL
                        + (fields.isEmpty() ? "" : ",")
                        + fields
                        + "}";
        try {
            Files.writeString(directory.resolve("config.json"), text.replace('\'', '"'));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return ModelConfig.read(directory);
    }

    private static List<Integer> windows(ModelConfig config) {
        return config.layers().stream().map(ModelConfig.Layer::window).toList();
    }

    private static List<Boolean> turned(ModelConfig config) {
        return config.layers().stream().map(l -> l.rope().isPresent()).toList();
    }

    private static Rope rope(ModelConfig config) {
        return config.layers().get(0).rope().orElseThrow();
    }

    private static double frequency(ModelConfig config, int layer, int i) {
        Optional<Rope> rope = config.layers().get(layer).rope();
        return rope.orElseThrow().inverseFrequencies().get(i);
    }
}
