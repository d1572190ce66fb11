package org.sftworkbench.data.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodeCases;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Blocks whose edges lie within a token, as transformers 5.18 masks them on the starter's
 * tokenizer: {@code apply_chat_template(…, return_assistant_tokens_mask=True)}.
 */
class GenerationBlocksTest {
    private static final Path CASES = Path.of("src/test/resources/golden/encode/blocks.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void areTrainedAsTransformersMasksThem() throws IOException {
        int inside = 0;
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            for (String line : Files.readAllLines(CASES)) {
                JsonNode one = JSON.readTree(line);
                AnnotatedExample encoded = encode(tokenizer, one);
                LabelledExample example = encoded.example();
                assertThat(example.inputIds())
                        .as(line)
                        .isEqualTo(EncodeCases.ints(one.get("input_ids")));
                assertThat(numbers(example.trained()))
                        .as(line)
                        .isEqualTo(EncodeCases.ints(one.get("assistant_masks")));
                inside += one.get("edges_in_tokens").asBoolean() ? 1 : 0;
            }
        }
        assertThat(inside).isGreaterThan(20);
    }

    /** Offsets that leave white space out, as some tokenizers have them. */
    @Test
    void charactersThatNoTokenHoldsLeaveTheBlockAsItIs() {
        Encoding encoding =
                new Encoding(
                        new int[] {1, 2, 3, 4}, new int[] {0, 4, 8, 12}, new int[] {3, 7, 11, 15});
        assertThat(numbers(new BlockTokens(encoding).within(List.of(new TextRange(3, 8)))))
                .containsExactly(0, 1, 0, 0);
        assertThat(numbers(new BlockTokens(encoding).within(List.of(new TextRange(3, 4)))))
                .containsExactly(0, 0, 0, 0);
        assertThat(numbers(new BlockTokens(encoding).within(List.of(new TextRange(12, 16)))))
                .containsExactly(0, 0, 0, 1);
    }

    /** transformers takes the first token's index 0 for no token, and trains all that follows. */
    @Test
    void aBlockThatEndsInTheFirstTokenEndsThere() {
        Encoding encoding =
                new Encoding(new int[] {1, 2, 3}, new int[] {0, 4, 8}, new int[] {4, 8, 12});
        assertThat(numbers(new BlockTokens(encoding).within(List.of(new TextRange(0, 4)))))
                .containsExactly(1, 0, 0);
        assertThat(
                        numbers(
                                new BlockTokens(encoding)
                                        .within(
                                                List.of(
                                                        new TextRange(0, 3),
                                                        new TextRange(9, 12)))))
                .containsExactly(1, 0, 1);
    }

    private static AnnotatedExample encode(Tokenizer tokenizer, JsonNode one) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : one.get("messages")) {
            messages.add(Message.of(message.get("role").asText(), message.get("content").asText()));
        }
        EncodingOptions options =
                new EncodingOptions(
                        new TemplateChoice.Jinja(one.get("template").asText()),
                        new MaskPolicy.Generation(),
                        Map.of());
        return new ExampleEncoder(tokenizer, options).encode(new Conversation(messages));
    }

    private static int[] numbers(boolean[] trained) {
        int[] numbers = new int[trained.length];
        for (int t = 0; t < trained.length; t++) {
            numbers[t] = trained[t] ? 1 : 0;
        }
        return numbers;
    }
}
