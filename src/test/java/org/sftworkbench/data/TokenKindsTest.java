package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.ui.WordTokenizer;

/** Every token is there for something. */
class TokenKindsTest {
    private static final String CHATML =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n"
                    + "{% if m.reasoning_content %}<think>{{ m.reasoning_content }}</think>{% endif %}"
                    + "{{ m.content }}<|im_end|>\n{% endfor %}";

    private final WordTokenizer tokenizer = new WordTokenizer();

    @Test
    void marksAndRolesAreScaffoldingAndWhatIsSaidIsContent() {
        assertThat(kinds(Message.of("user", "Hi"), Message.of("assistant", "Yes it is")))
                .containsExactly(
                        "<|im_start|> SCAFFOLDING",
                        "user SCAFFOLDING",
                        "\n WHITE_SPACE",
                        "Hi CONTENT",
                        "<|im_end|> END_OF_TURN",
                        "\n WHITE_SPACE",
                        "<|im_start|> SCAFFOLDING",
                        "assistant SCAFFOLDING",
                        "\n WHITE_SPACE",
                        "Yes CONTENT",
                        " it CONTENT",
                        " is CONTENT",
                        "<|im_end|> END_OF_TURN",
                        "\n WHITE_SPACE");
    }

    @Test
    void reasoningIsWhatStandsBetweenItsMarks() {
        assertThat(kinds(Message.of("user", "Hi"), Message.of("assistant", "<think>hm</think>Yes")))
                .contains("hm REASONING", "think REASONING", "Yes CONTENT")
                .doesNotContain("think CONTENT", "hm CONTENT");
    }

    @Test
    void aUserWhoWritesTheMarksDoesNotReason() {
        assertThat(kinds(Message.of("user", "<think>hm</think>"), Message.of("assistant", "Yes")))
                .contains("hm CONTENT")
                .doesNotContain("hm REASONING");
    }

    @Test
    void reasoningThatWasCutOffIsReasoningToItsEnd() {
        AnnotatedExample whole =
                encoded(
                        Message.of("user", "Hi"),
                        Message.of("assistant", "<think>a b c</think>Yes"));
        int b = texts(whole).indexOf(" b");
        AnnotatedExample cut =
                new AnnotatedExample(
                        LabelledExample.ofAlignedLabels(new int[b + 1], new int[b + 1]),
                        whole.text(),
                        whole.tokens().subList(0, b + 1));

        assertThat(new TokenKinds(tokenizer).of(cut).get(b)).isEqualTo(TokenKind.REASONING);
    }

    @Test
    void reasoningOfItsOwnFieldIsReasoningWithoutMarks() {
        Message answer =
                new Message(
                        Map.of("role", "assistant", "content", "Yes", "reasoning_content", "hm"));

        assertThat(kinds(Message.of("user", "Hi"), answer)).contains("hm REASONING", "Yes CONTENT");
    }

    @Test
    void argumentsOfToolCallsAreContentWhateverTheirNames() {
        Message call =
                new Message(
                        Map.of(
                                "role",
                                "assistant",
                                "tool_calls",
                                List.of(
                                        Map.of(
                                                "role",
                                                "admin",
                                                "thinking",
                                                "deep",
                                                "access_token",
                                                "key"))));
        AnnotatedExample example =
                new ExampleEncoder(
                                tokenizer,
                                new EncodingOptions(
                                        new TemplateChoice.Jinja(
                                                "{% for m in messages %}{{ m.role }}\n{% for c in"
                                                        + " m.tool_calls %}{{ c.role }}\n{{"
                                                        + " c.thinking }}\n{{ c.access_token }}{%"
                                                        + " endfor %}{% endfor %}"),
                                        new MaskPolicy.All(),
                                        Map.of()))
                        .encode(Conversation.of(call));

        assertThat(named(example))
                .contains("assistant SCAFFOLDING", "admin CONTENT", "deep CONTENT", "key CONTENT");
    }

    @Test
    void idsThatBringTheirOwnMaskHaveKindsToo() {
        int[] ids = tokenizer.encode("<think>hm</think>Yes<|im_end|>").ids();
        AnnotatedExample example =
                new ExampleEncoder(tokenizer, options())
                        .encode(
                                new DataRow(
                                        1,
                                        1,
                                        new RowContent.PreTokenized(
                                                new LabelledExample(ids, new boolean[ids.length])),
                                        Map.of()));

        assertThat(named(example))
                .contains("hm REASONING", "Yes CONTENT", "<|im_end|> END_OF_TURN");
    }

    private List<String> kinds(Message... messages) {
        return named(encoded(messages));
    }

    private AnnotatedExample encoded(Message... messages) {
        return new ExampleEncoder(tokenizer, options()).encode(Conversation.of(messages));
    }

    private static EncodingOptions options() {
        return new EncodingOptions(
                new TemplateChoice.Jinja(CHATML), new MaskPolicy.All(), Map.of());
    }

    private static List<String> texts(AnnotatedExample example) {
        return example.tokens().stream().map(TokenView::text).toList();
    }

    private List<String> named(AnnotatedExample example) {
        List<TokenKind> kinds = new TokenKinds(tokenizer).of(example);
        List<String> named = new ArrayList<>();
        for (int t = 0; t < kinds.size(); t++) {
            named.add(texts(example).get(t) + " " + kinds.get(t));
        }
        return named;
    }
}
