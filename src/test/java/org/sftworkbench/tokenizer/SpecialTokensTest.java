package org.sftworkbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;

/** What transformers 5.18 calls the {@code special_tokens_map} of the same files. */
class SpecialTokensTest {
    private static final Path STARTER = Path.of("assets", "starter");

    @TempDir private Path directory;

    @Test
    void everyNamedTokenOfTheConfigurationIsOne() throws IOException {
        assertThat(
                        config(
                                "{\"sep_token\":\"a\",\"image_token\":\"b\","
                                        + "\"extra_special_tokens\":"
                                        + "{\"boi_token\":\"c\",\"weird\":\"d\"}}"))
                .isEqualTo(
                        Map.of(
                                "sep_token",
                                "a",
                                "image_token",
                                "b",
                                "boi_token",
                                "c",
                                "weird",
                                "d"));
        assertThat(
                        config(
                                "{\"image_token\":{\"__type\":\"AddedToken\",\"content\":\"b\"},"
                                        + "\"video_token\":null,\"x_token\":5,"
                                        + "\"y_token\":{\"content\":\"n\"},"
                                        + "\"cls_token\":{\"__type\":\"AddedToken\","
                                        + "\"content\":\"z\"}}"))
                .isEqualTo(Map.of("cls_token", "z", "image_token", "b"));
        assertThat(config("{\"eos_token\":\"\"}")).isEqualTo(Map.of("eos_token", ""));
    }

    @Test
    void namesListedAsTokensGoBeforeThoseFound() throws IOException {
        assertThat(
                        config(
                                "{\"image_token\":\"b\","
                                        + "\"extra_special_tokens\":{\"image_token\":\"c\"}}"))
                .isEqualTo(Map.of("image_token", "c"));
        String own = "\"model_specific_special_tokens\":{\"q\":\"1\"}";
        assertThat(config("{" + own + "}")).isEqualTo(Map.of("q", "1"));
        assertThat(config("{\"image_token\":\"b\"," + own + "}"))
                .isEqualTo(Map.of("image_token", "b"));
        assertThat(
                        config(
                                "{\"image_token\":{\"__type\":\"AddedToken\",\"content\":\"b\"},"
                                        + own
                                        + "}"))
                .isEqualTo(Map.of("image_token", "b", "q", "1"));
    }

    @Test
    void theMapBesideTheConfigurationGoesBeforeItUnlessThatHasAddedTokens() throws IOException {
        Files.writeString(
                directory.resolve("special_tokens_map.json"),
                "{\"eos_token\":\"<b>\",\"pad_token\":{\"content\":\"<p>\",\"lstrip\":false},"
                        + "\"image_token\":\"c\",\"video_token\":\"v\","
                        + "\"extra_special_tokens\":{\"w\":\"x\"},\"bos_token\":null}");
        assertThat(
                        config(
                                "{\"eos_token\":\"<a>\",\"bos_token\":\"<s>\","
                                        + "\"image_token\":\"b\"}"))
                .isEqualTo(
                        Map.of(
                                "eos_token", "<b>",
                                "pad_token", "<p>",
                                "image_token", "b",
                                "video_token", "v",
                                "w", "x"));
        assertThat(config("{\"eos_token\":\"<a>\",\"added_tokens_decoder\":{}}"))
                .isEqualTo(Map.of("eos_token", "<a>"));
        Files.writeString(directory.resolve("special_tokens_map.json"), "[");
        assertThatThrownBy(() -> config("{}"))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("special_tokens_map.json: not valid JSON (line 1)");
    }

    @Test
    void whatIsNoTokenIsRefusedByName() {
        assertThatThrownBy(() -> config("{\"sep_token\":5}"))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining(
                        "tokenizer_config.json: sep_token is 5; it must be a text, or have a"
                                + " content");
        assertThatThrownBy(() -> config("{\"extra_special_tokens\":{\"w\":5}}"))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("extra_special_tokens.w is 5");
    }

    @Test
    void aClassNamesThoseThatTheConfigurationDoesNot() throws IOException {
        String end = "<|endoftext|>";
        Map<String, String> qwen = Map.of("eos_token", end, "unk_token", end, "pad_token", end);
        Map<String, String> llama =
                Map.of("bos_token", "<s>", "eos_token", "</s>", "unk_token", "<unk>");
        assertThat(config("{\"tokenizer_class\":\"Qwen2Tokenizer\"}")).isEqualTo(qwen);
        assertThat(config("{\"tokenizer_class\":\"Qwen2Tokenizer\",\"eos_token\":null}"))
                .isEqualTo(Map.of("unk_token", end, "pad_token", end));
        assertThat(config("{\"tokenizer_class\":\"LlamaTokenizerFast\"}")).isEqualTo(llama);
        assertThat(config("{\"tokenizer_class\":\"GPT2Tokenizer\",\"bos_token\":\"<b>\"}"))
                .isEqualTo(Map.of("bos_token", "<b>", "eos_token", end, "unk_token", end));
        assertThat(config("{\"tokenizer_class\":\"PreTrainedTokenizerFast\"}")).isEmpty();
        assertThat(config("{}")).isEmpty();
    }

    @Test
    void whichClassItIsDependsOnTheModel() throws IOException {
        String llama = "{\"tokenizer_class\":\"LlamaTokenizer\"}";
        assertThat(of("qwen3", "{}")).containsOnlyKeys("eos_token", "unk_token", "pad_token");
        assertThat(of("qwen3", llama)).containsEntry("bos_token", "<s>");
        assertThat(of("qwen2", llama)).containsEntry("pad_token", "<|endoftext|>");
        assertThat(of("gemma2", "{}")).containsEntry("mask_token", "<mask>").hasSize(5);
        assertThat(of("llama", "{}")).isEmpty();
        assertThat(of("llama", llama)).containsEntry("bos_token", "<s>");
        assertThat(of("mistral", llama)).isEmpty();
        assertThat(of("phi3", llama)).isEmpty();
    }

    @Test
    void templatesSeeThemAll() throws IOException {
        String config = "{\"image_token\":\"<image>\",\"mask_token\":\"<mask>\"}";
        Files.writeString(directory.resolve("tokenizer_config.json"), config);
        try (Tokenizer tokenizer = open()) {
            String source = "{{ image_token }}{{ mask_token }}{{ messages[0].content }}";
            ExampleEncoder encoder =
                    new ExampleEncoder(
                            tokenizer,
                            new EncodingOptions(
                                    new TemplateChoice.Jinja(source),
                                    new MaskPolicy.All(),
                                    Map.of()));
            assertThat(encoder.encode(Conversation.of(Message.of("user", "Hi"))).text())
                    .isEqualTo("<image><mask>Hi");
        }
    }

    private Map<String, String> of(String model, String config) throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"" + model + "\"}");
        return config(config);
    }

    private Map<String, String> config(String json) throws IOException {
        Files.writeString(directory.resolve("tokenizer_config.json"), json);
        try (Tokenizer tokenizer = open()) {
            return tokenizer.special().byName();
        }
    }

    private Tokenizer open() throws IOException {
        Path file = directory.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            Files.copy(STARTER.resolve("tokenizer.json"), file);
        }
        return HuggingFaceFileTokenizer.open(directory);
    }
}
