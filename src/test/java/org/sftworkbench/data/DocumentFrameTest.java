package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Plain text under a tokenizer whose post-processor begins and ends sequences. */
class DocumentFrameTest {
    private static final Path STARTER = Path.of("assets", "starter");
    private static final int END_OF_TEXT = 4091;
    private static final int BEGIN = 4092;
    private static final int EOS = 4093;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path directory;

    @Test
    void aDocumentHasTheTokensThatTheTokenizerPutsAroundATextAsInTrl() throws IOException {
        try (Tokenizer tokenizer = framing("<|im_start|>", "<|endoftext|>")) {
            AnnotatedExample example = document(tokenizer, "a 😀");
            int[] text = tokenizer.encode("a 😀").ids();
            assertThat(example.example().inputIds()).startsWith(BEGIN);
            assertThat(example.example().inputIds()).endsWith(EOS, END_OF_TEXT);
            assertThat(example.example().inputIds()).hasSize(text.length + 3).contains(text);
            assertThat(example.example().trained()).doesNotContain(false);
            assertThat(example.text()).isEqualTo("<|im_start|>a 😀<|im_end|><|endoftext|>");
            assertThat(example.tokens())
                    .allSatisfy(
                            token ->
                                    assertThat(example.text().substring(token.start(), token.end()))
                                            .isEqualTo(token.text()));
        }
    }

    @Test
    void whatATemplateWroteIsLeftAsItIs() throws IOException {
        try (Tokenizer tokenizer = framing("<|im_start|>", "<|endoftext|>")) {
            ExampleEncoder encoder =
                    encoder(tokenizer, "{% for m in messages %}{{ m.content }}{% endfor %}");
            assertThat(encoder.prompt(Conversation.of(Message.of("user", "a"))))
                    .isEqualTo(tokenizer.encode("a").ids());
        }
    }

    @Test
    void aTokenizerThatAddsNothingIsAsItWas() {
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(STARTER)) {
            assertThat(document(tokenizer, "a").text()).isEqualTo("a<|im_end|>");
            assertThat(document(tokenizer, "a<|im_end|>").text()).isEqualTo("a<|im_end|>");
        }
    }

    /** Of a vocabulary that parts letters away, or knows none. */
    @Test
    void theFrameIsFoundWhateverTextsBecomeTokens() throws IOException {
        Map<String, String> partedAway = Map.of("1", "[^0-9]", "<think>", "[\\s\\S]");
        for (String kept : partedAway.keySet()) {
            ObjectNode root = file();
            ObjectNode split = JSON.createObjectNode().put("type", "Split").put("invert", false);
            split.put("behavior", "Removed")
                    .putObject("pattern")
                    .put("Regex", partedAway.get(kept));
            ObjectNode steps = root.putObject("pre_tokenizer").put("type", "Sequence");
            steps.putArray("pretokenizers")
                    .add(split)
                    .addObject()
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", false);
            try (Tokenizer tokenizer = framing(root, "<|im_start|>", "<|endoftext|>")) {
                assertThat(tokenizer.encode("a").ids()).isEmpty();
                assertThat(document(tokenizer, kept).text())
                        .isEqualTo("<|im_start|>" + kept + "<|im_end|><|endoftext|>");
            }
        }
    }

    private static AnnotatedExample document(Tokenizer tokenizer, String text) {
        return encoder(tokenizer, "{{ messages }}")
                .encode(new DataRow(1, 1, new RowContent.PlainText(text), Map.of()));
    }

    private static ExampleEncoder encoder(Tokenizer tokenizer, String template) {
        return new ExampleEncoder(
                tokenizer,
                new EncodingOptions(
                        new TemplateChoice.Jinja(template), new MaskPolicy.All(), Map.of()));
    }

    private static ObjectNode file() throws IOException {
        return (ObjectNode) JSON.readTree(STARTER.resolve("tokenizer.json").toFile());
    }

    private Tokenizer framing(String before, String after) throws IOException {
        return framing(file(), before, after);
    }

    private Tokenizer framing(ObjectNode root, String before, String after) throws IOException {
        ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
        ArrayNode processors = sequence.putArray("processors").add(root.get("post_processor"));
        ObjectNode template = processors.addObject().put("type", "TemplateProcessing");
        ArrayNode single = template.putArray("single");
        special(single, before);
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        special(single, after);
        ArrayNode pair = template.putArray("pair");
        pair.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
        ObjectNode tokens = template.putObject("special_tokens");
        token(tokens, before, BEGIN);
        token(tokens, after, END_OF_TEXT);
        root.set("post_processor", sequence);
        JSON.writeValue(directory.resolve("tokenizer.json").toFile(), root);
        Files.writeString(
                directory.resolve("tokenizer_config.json"), "{\"eos_token\":\"<|im_end|>\"}");
        return HuggingFaceFileTokenizer.open(directory);
    }

    private static void special(ArrayNode single, String token) {
        single.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
    }

    private static void token(ObjectNode tokens, String token, int id) {
        ObjectNode entry = tokens.putObject(token).put("id", token);
        entry.putArray("ids").add(id);
        entry.putArray("tokens").add(token);
    }
}
