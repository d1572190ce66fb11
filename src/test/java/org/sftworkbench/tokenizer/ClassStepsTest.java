package org.sftworkbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids are those of transformers 5.18, where a class takes some steps of its own. */
class ClassStepsTest {
    private static final Path STARTER = Path.of("assets", "starter");
    private static final String TEXT = "in 1999 cafe\u0301's  12";
    private static final int[] COMPOSED = {
        1254, 220, 16, 24, 24, 24, 2546, 69, 127, 102, 1323, 220, 220, 16, 17
    };
    private static final int[] AS_WRITTEN = {
        1254, 220, 16, 24, 24, 24, 2546, 69, 68, 136, 223, 6, 82, 220, 220, 16, 17
    };
    private static final String DIGITS =
            """
            {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": true},
             {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
              "use_regex": true}]}""";

    /** Merges a space before a word with it; an end of turn has the last id. */
    private static final String SENTENCE_PIECES =
            """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [
              {"id": 0, "content": "<unk>", "single_word": false, "lstrip": false,
               "rstrip": false, "normalized": false, "special": true},
              {"id": 8, "content": "<|im_end|>", "single_word": false, "lstrip": false,
               "rstrip": false, "normalized": false, "special": true}],
             "normalizer": {"type": "Sequence", "normalizers": [
               {"type": "Prepend", "prepend": "▁"},
               {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
             "pre_tokenizer": null, "post_processor": null,
             "decoder": {"type": "Sequence", "decoders": [
               {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
               {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
             "model": {"type": "BPE", "dropout": null, "unk_token": "<unk>",
               "continuing_subword_prefix": null, "end_of_word_suffix": null, "fuse_unk": true,
               "byte_fallback": true, "ignore_merges": false,
               "vocab": {"<unk>": 0, "<s>": 1, "</s>": 2, "▁": 3, "h": 4, "i": 5, "▁h": 6,
                 "▁hi": 7},
               "merges": [["▁", "h"], ["▁h", "i"]]}}""";

    @TempDir private Path directory;
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "PreTrainedTokenizerFast, llama, false",
        "GPT2Tokenizer, llama, false",
        "Qwen2TokenizerFast, qwen3, true",
        // Of its configurations it is known that they name wrong classes.
        "PreTrainedTokenizerFast, qwen2, true",
    })
    void qwen2sClassComposesAndPartsAsQwen2(String ofClass, String model, boolean composed)
            throws IOException {
        ObjectNode root = (ObjectNode) json.readTree(STARTER.resolve("tokenizer.json").toFile());
        root.putNull("normalizer");
        root.set("pre_tokenizer", json.readTree(DIGITS));
        ObjectNode config = starterConfig().put("tokenizer_class", ofClass);
        try (Tokenizer tokenizer = open(root, config, model)) {
            assertThat(tokenizer.encode(TEXT).ids()).isEqualTo(composed ? COMPOSED : AS_WRITTEN);
        }
    }

    @Test
    void gpt2sClassComposesNothingThoughTheFileDoes() throws IOException {
        ObjectNode root = (ObjectNode) json.readTree(STARTER.resolve("tokenizer.json").toFile());
        ObjectNode config = starterConfig().put("tokenizer_class", "GPT2Tokenizer");
        try (Tokenizer tokenizer = open(root, config, "llama")) {
            assertThat(tokenizer.encode(TEXT).ids()).isEqualTo(AS_WRITTEN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"legacy": false}           | llama   | 7 8 4 5 7   | 'hi<|im_end|>hi hi'  | 7
                    {}                          | llama   | 7 8 4 5 7   | 'hi<|im_end|>hi hi'  | 7
                    {"legacy": true}            | llama   | 7 8 7 7     | 'hi<|im_end|> hi hi' | 7
                    {"add_prefix_space": false} | llama   | 4 5 8 4 5 7 | 'hi<|im_end|>hi hi'  | 7
                    {}                          | mistral | 7 8 7 7     | 'hi<|im_end|> hi hi' | 3 7
                    """)
    void llamasClassPutsASpaceWhereItsSettingsSay(
            String settings, String model, String ids, String decoded, String ofASpace)
            throws IOException {
        ObjectNode config =
                ((ObjectNode) json.readTree(settings)).put("tokenizer_class", "LlamaTokenizer");
        try (Tokenizer tokenizer =
                open((ObjectNode) json.readTree(SENTENCE_PIECES), config, model)) {
            int[] encoded = tokenizer.encode("hi<|im_end|>hi hi").ids();
            assertThat(encoded).isEqualTo(numbers(ids));
            assertThat(tokenizer.decode(encoded, false)).isEqualTo(decoded);
            assertThat(tokenizer.encode(" hi").ids()).isEqualTo(numbers(ofASpace));
        }
    }

    @Test
    void gemmasClassPutsNone() throws IOException {
        ObjectNode config = json.createObjectNode().put("tokenizer_class", "GemmaTokenizer");
        ObjectNode root = (ObjectNode) json.readTree(SENTENCE_PIECES);
        try (Tokenizer tokenizer = open(root, config, "gemma2")) {
            assertThat(tokenizer.encode("hi<|im_end|>hi hi").ids())
                    .containsExactly(4, 5, 8, 4, 5, 7);
            assertThat(tokenizer.decode(tokenizer.encode(" hi").ids(), false)).isEqualTo(" hi");
        }
    }

    @Test
    void specialTokensThatAreToBeSplitAreRefused() throws IOException {
        ObjectNode config = starterConfig().put("split_special_tokens", true);
        ObjectNode root = (ObjectNode) json.readTree(STARTER.resolve("tokenizer.json").toFile());
        assertThatThrownBy(() -> open(root, config, "qwen3"))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("split_special_tokens is true");
    }

    private ObjectNode starterConfig() throws IOException {
        return (ObjectNode) json.readTree(STARTER.resolve("tokenizer_config.json").toFile());
    }

    private Tokenizer open(ObjectNode root, ObjectNode config, String model) throws IOException {
        json.writeValue(directory.resolve("tokenizer.json").toFile(), root);
        json.writeValue(directory.resolve("tokenizer_config.json").toFile(), config);
        Files.writeString(directory.resolve("config.json"), "{\"model_type\": \"" + model + "\"}");
        return HuggingFaceFileTokenizer.open(directory);
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }
}
