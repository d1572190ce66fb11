package org.sftworkbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids and flags of tokens that only the configuration names, as transformers 5.18 gives them. */
class ConfiguredTokensTest {
    private static final Path STARTER = Path.of("assets", "starter");
    private static final int SIZE = 4096;

    @TempDir private Path directory;
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aListedTokenGetsTheNextFreeIdInTheOrderOfTheListedOnes() throws IOException {
        ObjectNode config = config();
        listed(config, "5000", "<n1>");
        listed(config, "4999", "<n2>").put("special", false);
        try (Tokenizer tokenizer = open(config)) {
            assertThat(tokenizer.size()).isEqualTo(SIZE + 2);
            assertThat(tokenizer.encode("<n2><n1>").ids()).containsExactly(SIZE, SIZE + 1);
            assertThat(tokenizer.decode(new int[] {SIZE, SIZE + 1}, false)).isEqualTo("<n2><n1>");
            assertThat(tokenizer.isSpecial(SIZE)).isFalse();
            assertThat(tokenizer.isSpecial(SIZE + 1)).isTrue();
            assertThat(tokenizer.tokenOf(SIZE)).contains("<n2>");
        }
    }

    @Test
    void aListedTokenKeepsItsProperties() throws IOException {
        ObjectNode config = config();
        listed(config, "4096", "<n1>").put("lstrip", true);
        ((ObjectNode) config.path("added_tokens_decoder").path("4094")).put("rstrip", true);
        try (Tokenizer tokenizer = open(config)) {
            assertThat(tokenizer.encode("a  <n1>").ids()).hasSize(2).endsWith(SIZE);
            assertThat(tokenizer.encode("<think> \n").ids()).containsExactly(4094);
            assertThat(tokenizer.size()).isEqualTo(SIZE + 1);
        }
    }

    @Test
    void specialTokensWithoutAnIdFollowInTheirOrder() throws IOException {
        ObjectNode config = config();
        config.put("pad_token", "<n2>").put("eos_token", "<n1>").put("image_token", "<n3>");
        config.putArray("extra_special_tokens").add("<n4>").add("<|im_end|>");
        try (Tokenizer tokenizer = open(config)) {
            assertThat(tokenizer.encode("<n1><n2><n3><n4><|im_end|>").ids())
                    .containsExactly(SIZE, SIZE + 1, SIZE + 2, SIZE + 3, 4093);
            assertThat(tokenizer.isSpecial(SIZE)).isTrue();
            assertThat(tokenizer.paddingId()).isEqualTo(SIZE + 1);
            assertThat(tokenizer.endOfTurnCandidates()).contains("<n1>");
        }
    }

    @Test
    void aSpecialTokenThatIsInTheVocabularyKeepsItsId() throws IOException {
        try (Tokenizer tokenizer = open(config().put("eos_token", "the"))) {
            int the = tokenizer.idOf("the").orElseThrow();
            assertThat(tokenizer.size()).isEqualTo(SIZE);
            assertThat(tokenizer.isSpecial(the)).isTrue();
            assertThat(tokenizer.encode("thethe").ids()).containsExactly(the, the);
        }
    }

    @Test
    void theOlderFileIsReadWhereTheConfigurationListsNone() throws IOException {
        Files.writeString(
                directory.resolve("added_tokens.json"),
                "{\"<n2>\":4097,\"<n1>\":4096,\"<|im_end|>\":4093}");
        try (Tokenizer tokenizer = open(json.createObjectNode())) {
            assertThat(tokenizer.encode("<n1><n2><|im_end|>").ids())
                    .containsExactly(SIZE, SIZE + 1, 4093);
            assertThat(tokenizer.isSpecial(SIZE)).isFalse();
        }
        try (Tokenizer tokenizer = open(config())) {
            assertThat(tokenizer.size()).isEqualTo(SIZE);
        }
    }

    @Test
    void aTokenOfTheFileThatIsNamedIsSpecialWhateverTheFileSays() throws IOException {
        for (boolean lists : new boolean[] {true, false}) {
            ObjectNode config = config().put("tokenizer_class", "PreTrainedTokenizerFast");
            config.put("eos_token", "<think>").put("other_token", "</think>");
            if (!lists) {
                config.remove("added_tokens_decoder");
            }
            try (Tokenizer tokenizer = open(config)) {
                assertThat(tokenizer.encode("a<think></think>").ids()).hasSize(3);
                assertThat(tokenizer.isSpecial(4094)).isTrue();
                assertThat(tokenizer.isSpecial(4095)).isTrue();
                assertThat(tokenizer.decode(tokenizer.encode("a<think></think>").ids(), true))
                        .isEqualTo("a");
            }
        }
    }

    @Test
    void aSpecialTokenWithoutANameChangesNoneOfTheFile() throws IOException {
        ObjectNode config = config().put("tokenizer_class", "PreTrainedTokenizerFast");
        config.putArray("additional_special_tokens").add("<think>");
        ((ObjectNode) config.path("added_tokens_decoder").path("4094")).put("rstrip", true);
        try (Tokenizer tokenizer = open(config)) {
            assertThat(tokenizer.isSpecial(4094)).isFalse();
        }
    }

    @Test
    void qwensClassTakesSpecialTokensAsTheyAreWritten() throws IOException {
        ObjectNode config = config().put("tokenizer_class", "Qwen2Tokenizer");
        config.put("eos_token", "<|im_end|>").putArray("extra_special_tokens").add("<think>");
        for (String id : List.of("4093", "4094")) {
            ((ObjectNode) config.path("added_tokens_decoder").path(id)).put("rstrip", true);
        }
        try (Tokenizer tokenizer = open(config)) {
            assertThat(tokenizer.encode("<|im_end|>\n").ids()).hasSize(2).startsWith(4093);
            assertThat(tokenizer.encode("<think>\n").ids()).hasSize(2).startsWith(4094);
            assertThat(tokenizer.isSpecial(4094)).isTrue();
        }
    }

    @Test
    void aClassThatBuildsItselfHasOnlyTheTokensThatAreListed() throws IOException {
        ObjectNode config = config().put("tokenizer_class", "Qwen2Tokenizer");
        ((ObjectNode) config.get("added_tokens_decoder")).remove("4094");
        try (Tokenizer tokenizer = open(config)) {
            assertThat(tokenizer.encode("<think>").ids()).hasSizeGreaterThan(1);
            assertThat(tokenizer.encode("</think>").ids()).containsExactly(4094);
        }
        // One that is named follows those that are listed.
        config.put("other_token", "<think>");
        try (Tokenizer tokenizer = open(config)) {
            assertThat(tokenizer.encode("</think><think>").ids()).containsExactly(4094, 4095);
        }
        config.remove("other_token");
        try (Tokenizer tokenizer = open(config.put("tokenizer_class", "Other"))) {
            assertThat(tokenizer.encode("<think>").ids()).containsExactly(4094);
        }
    }

    /** Whatever the file says, the tokenizers library gives the next that are free. */
    @Test
    void idsOfTokensThatTheFileSaysOtherwiseAreThoseThatTextsAreEncodedTo() throws IOException {
        for (List<Integer> said : List.of(List.of(5000, 5001), List.of(SIZE, SIZE))) {
            file(said, "<n1>", "<n2>");
            try (Tokenizer tokenizer = open(config().put("tokenizer_class", "Other"))) {
                assertThat(tokenizer.encode("<n1><n2>").ids()).containsExactly(SIZE, SIZE + 1);
                assertThat(tokenizer.idOf("<n1>")).hasValue(SIZE);
                assertThat(tokenizer.tokenOf(SIZE + 1)).contains("<n2>");
                assertThat(tokenizer.size()).isEqualTo(SIZE + 2);
            }
        }
        // One of the vocabulary keeps the id that it has there.
        file(List.of(SIZE, SIZE + 1), "the", "<n2>");
        try (Tokenizer tokenizer = open(config().put("tokenizer_class", "Other"))) {
            assertThat(tokenizer.encode("<n2>").ids()).containsExactly(SIZE);
            assertThat(tokenizer.tokenOf(SIZE)).contains("<n2>");
            assertThat(tokenizer.isSpecial(tokenizer.idOf("the").orElseThrow())).isTrue();
        }
    }

    @Test
    void aClassThatBuildsItselfTakesTheOrderThatIsListed() throws IOException {
        ObjectNode config = config().put("tokenizer_class", "Qwen2Tokenizer");
        listed(config, "4096", "<n1>");
        listed(config, "4097", "<n2>");
        file(List.of(SIZE + 1, SIZE), "<n2>", "<n1>");
        try (Tokenizer tokenizer = open(config)) {
            assertThat(tokenizer.encode("<n1><n2>").ids()).containsExactly(SIZE, SIZE + 1);
            assertThat(tokenizer.idOf("<n1>")).hasValue(SIZE);
        }
    }

    /** The starter's, with two more added tokens of the ids that are said. */
    private void file(List<Integer> said, String... contents) throws IOException {
        ObjectNode root = (ObjectNode) json.readTree(STARTER.resolve("tokenizer.json").toFile());
        for (int i = 0; i < contents.length; i++) {
            root.withArray("added_tokens")
                    .addObject()
                    .put("id", said.get(i))
                    .put("content", contents[i])
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("single_word", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        json.writeValue(directory.resolve("tokenizer.json").toFile(), root);
    }

    private ObjectNode config() throws IOException {
        return (ObjectNode) json.readTree(STARTER.resolve("tokenizer_config.json").toFile());
    }

    private static ObjectNode listed(ObjectNode config, String id, String content) {
        return ((ObjectNode) config.get("added_tokens_decoder"))
                .putObject(id)
                .put("content", content)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("single_word", false)
                .put("normalized", false)
                .put("special", true);
    }

    private Tokenizer open(ObjectNode config) throws IOException {
        Path file = directory.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            Files.copy(STARTER.resolve("tokenizer.json"), file);
        }
        json.writeValue(directory.resolve("tokenizer_config.json").toFile(), config);
        return HuggingFaceFileTokenizer.open(directory);
    }
}
