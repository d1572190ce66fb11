package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.QwenTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * The mask policy {@code completion} on rows that say where their prompt ends. Counts and texts are
 * those of TRL 1.13's {@code completion_mask} with Qwen3's template; of its {@code assistant_masks}
 * within it with TRL's own of Qwen3.
 */
class PromptCompletionTest {
    private static final String ANSWERED_PROMPT =
            "{\"prompt\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                    + "{\"role\":\"assistant\",\"content\":\"The answer\"}],"
                    + "\"completion\":[{\"role\":\"assistant\",\"content\":\" is 4\"}]}";
    private static final String TOOL_IN_COMPLETION =
            "{\"prompt\":[{\"role\":\"user\",\"content\":\"2+3?\"}],"
                    + "\"completion\":[{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":"
                    + "[{\"type\":\"function\",\"function\":{\"name\":\"add\",\"arguments\":"
                    + "{\"a\":2,\"b\":3}}}]},"
                    + "{\"role\":\"tool\",\"content\":\"5\"},"
                    + "{\"role\":\"assistant\",\"content\":\"five\"}]}";
    private static final String TOOL_TEXT =
            "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 2, \"b\": 3}}\n</tool_call>"
                    + "<|im_end|>\n<|im_start|>user\n<tool_response>\n5\n</tool_response>"
                    + "<|im_end|>\n<|im_start|>assistant\n";
    private static final String REASONED =
            "{\"prompt\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"completion\":"
                    + "[{\"role\":\"assistant\",\"content\":\"<think>\\nhm\\n</think>\\n\\nHello\"}]}";

    @TempDir private Path directory;

    @Test
    void aPromptThatEndsInAnAnswerIsNotTrained() throws IOException {
        assertThat(trained(ANSWERED_PROMPT, "completion,trailing-space"))
                .isEqualTo(" is 4<|im_end|>\n");
        assertThat(trained(ANSWERED_PROMPT, "completion")).isEqualTo(" is 4<|im_end|>");
        assertThat(trained(ANSWERED_PROMPT, "completion,no-end-of-turn")).isEqualTo(" is 4");
    }

    @Test
    void everythingAfterThePromptIsTrainedToolMessagesIncluded() throws IOException {
        String all = TOOL_TEXT + "<think>\n\n</think>\n\nfive<|im_end|>";
        assertThat(trained(TOOL_IN_COMPLETION, "completion,trailing-space")).isEqualTo(all + "\n");
        assertThat(trained(TOOL_IN_COMPLETION, "completion")).isEqualTo(all);
        assertThat(trained(TOOL_IN_COMPLETION, "completion,no-reasoning"))
                .isEqualTo(TOOL_TEXT + "five<|im_end|>");
    }

    @Test
    void reasoningOfTheCompletionCountsUnlessItIsLeftOut() throws IOException {
        assertThat(trained(REASONED, "completion"))
                .isEqualTo("<think>\nhm\n</think>\n\nHello<|im_end|>");
        assertThat(trained(REASONED, "completion,no-reasoning")).isEqualTo("Hello<|im_end|>");
    }

    @Test
    void textsAreSetApartAsWell() throws IOException {
        assertThat(trained("{\"prompt\":\"a\",\"completion\":\"b\"}", "completion"))
                .isEqualTo("<think>\n\n</think>\n\nb<|im_end|>");
    }

    /** As where TRL's assistant_only_loss and completion_only_loss are both on. */
    @Test
    void generationBlocksOfThePromptDoNotCountWhereTheCompletionAloneIsMeant() throws IOException {
        TemplateChoice template = template("qwen3_training");
        String thought = "<think>\n\n</think>\n\n";
        String answer = thought + " is 4<|im_end|>\n";
        assertThat(trained(template, ANSWERED_PROMPT, "generation"))
                .isEqualTo(thought + "The answer<|im_end|>\n" + answer);
        assertThat(trained(template, ANSWERED_PROMPT, "generation,completion")).isEqualTo(answer);
        assertThat(trained(template, TOOL_IN_COMPLETION, "generation,completion"))
                .isEqualTo(
                        thought
                                + "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 2,"
                                + " \"b\": 3}}\n</tool_call><|im_end|>\n"
                                + thought
                                + "five<|im_end|>\n");
        String messages = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},";
        String talk = messages + "{\"role\":\"assistant\",\"content\":\"Hello\"}]}";
        assertThat(trained(template, talk, "generation,completion"))
                .isEqualTo(trained(template, talk, "generation"))
                .isNotEmpty();
        assertThat(MaskPolicy.parse("generation,completion").text())
                .isEqualTo("generation,completion");
    }

    @Test
    void roleMarksTrainTheCompletionAlike() throws IOException {
        assertThat(trained(new TemplateChoice.RoleMarks(), ANSWERED_PROMPT, "completion"))
                .isEqualTo(" is 4<|im_end|>");
        assertThat(trained(new TemplateChoice.RoleMarks(), TOOL_IN_COMPLETION, "completion"))
                .isEqualTo("<|im_end|>\n#TOOL:5\n#ASSISTANT:five<|im_end|>");
    }

    private String trained(String row, String policy) throws IOException {
        return trained(template("qwen3"), row, policy);
    }

    private static TemplateChoice template(String name) throws IOException {
        Path template = Path.of("..", "shared", "golden", "templates", name + ".jinja");
        assumeTrue(Files.exists(template), "skipped: no golden templates at " + template);
        return new TemplateChoice.Jinja(Files.readString(template));
    }

    private String trained(TemplateChoice template, String row, String policy) throws IOException {
        Path file = Files.writeString(directory.resolve("rows.jsonl"), row);
        DataRow read = new DatasetReader().read(file).rows().get(0);
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder =
                new ExampleEncoder(
                        tokenizer,
                        new EncodingOptions(template, MaskPolicy.parse(policy), Map.of()));
        AnnotatedExample example = encoder.encode(read);
        assertThat(encoder.label(read).trained()).isEqualTo(example.example().trained());
        StringBuilder text = new StringBuilder();
        example.tokens().stream()
                .filter(TokenView::trained)
                .forEach(token -> text.append(token.text()));
        return text.toString();
    }
}
