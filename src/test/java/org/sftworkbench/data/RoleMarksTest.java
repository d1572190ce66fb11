package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.QwenTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** The notes' template on token ids comes out to the id. */
class RoleMarksTest {
    private static final EncodingOptions NOTES =
            new EncodingOptions(
                    new TemplateChoice.RoleMarks(), new MaskPolicy.RoleMarks(), Map.of());

    @Test
    void idsAndMaskAgreeWithTheNotes() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, NOTES);
        for (EncodeCases one : EncodeCases.all()) {
            LabelledExample example = encoder.encode(one.conversation()).example();
            assertThat(example.inputIds())
                    .isEqualTo(EncodeCases.ints(one.roleMarks().get("input_ids")));
            int[] isLabel = EncodeCases.ints(one.roleMarks().get("is_label"));
            for (int t = 0; t < isLabel.length; t++) {
                assertThat(example.trained()[t]).isEqualTo(isLabel[t] != 0);
            }
        }
    }

    @Test
    void thePromptIsTheNotesGeneratePrompt() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, NOTES);
        Conversation asked = Conversation.of(Message.of("user", "Hi"));
        // As in the notes: an empty answer, and its EOS taken off again.
        Conversation empty = Conversation.of(Message.of("user", "Hi"), Message.of("assistant", ""));
        int[] withEos = encoder.encode(empty).example().inputIds();
        assertThat(encoder.prompt(asked))
                .containsExactly(java.util.Arrays.copyOf(withEos, withEos.length - 1));
    }

    @Test
    void everyTokenKnowsItsTextAndMessage() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        AnnotatedExample example =
                new ExampleEncoder(tokenizer, NOTES)
                        .encode(
                                Conversation.of(
                                        Message.of("user", "Hi 😀"), Message.of("assistant", "好")));
        assertThat(example.text()).isEqualTo("<|im_start|>\n#USER:Hi 😀\n#ASSISTANT:好<|im_end|>");
        for (TokenView token : example.tokens()) {
            assertThat(example.text().substring(token.start(), token.end()))
                    .isEqualTo(token.text());
        }
        TokenView answer = example.tokens().get(example.tokens().size() - 2);
        assertThat(answer.role()).isEqualTo("assistant");
        assertThat(answer.trained()).isTrue();
    }

    /** What of a conversation is trained under a policy, piece by piece. */
    private static List<String> trained(Tokenizer tokenizer, String policy) {
        AnnotatedExample example =
                encoder(tokenizer, policy)
                        .encode(
                                Conversation.of(
                                        Message.of("user", "A?"),
                                        Message.of("assistant", "One"),
                                        Message.of("user", "B?"),
                                        Message.of("assistant", "Two"),
                                        Message.of("assistant", "Three")));
        List<String> pieces = new ArrayList<>();
        boolean before = false;
        for (TokenView token : example.tokens()) {
            if (token.trained() && before) {
                pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + token.text());
            } else if (token.trained()) {
                pieces.add(token.text());
            }
            before = token.trained();
        }
        return pieces;
    }

    private static ExampleEncoder encoder(Tokenizer tokenizer, String policy) {
        return new ExampleEncoder(
                tokenizer,
                new EncodingOptions(
                        new TemplateChoice.RoleMarks(), MaskPolicy.parse(policy), Map.of()));
    }

    @Test
    void otherPoliciesMeanWhatTheyMeanElsewhere() {
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            String end = "<|im_end|>";
            for (String all : List.of("role-marks", "assistant")) {
                assertThat(trained(tokenizer, all))
                        .containsExactly("One" + end, "Two" + end, "Three" + end);
            }
            assertThat(trained(tokenizer, "last-assistant")).containsExactly("Three" + end);
            assertThat(trained(tokenizer, "completion"))
                    .containsExactly("Two" + end, "Three" + end);
            assertThat(trained(tokenizer, "completion,no-end-of-turn"))
                    .containsExactly("Two", "Three");
        }
    }

    @Test
    void whatRoleMarksCannotDoIsRefusedAndNotLeftOut() {
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            for (String policy :
                    List.of(
                            "after:#ASSISTANT:",
                            "generation",
                            "assistant,trailing-space",
                            "last-assistant,no-reasoning")) {
                assertThatThrownBy(() -> encoder(tokenizer, policy))
                        .as(policy)
                        .isInstanceOf(DataException.class)
                        .satisfies(e -> ToldInChinese.check(e.getMessage()));
            }
            assertThatThrownBy(
                            () ->
                                    encoder(tokenizer, "completion")
                                            .encode(
                                                    Conversation.of(
                                                            Message.of("assistant", "One"),
                                                            Message.of("user", "B?"))))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("completion");
        }
    }

    @Test
    void aConversationWithoutAnAnswerIsRefused() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        assertThatThrownBy(
                        () ->
                                new ExampleEncoder(tokenizer, NOTES)
                                        .encode(Conversation.of(Message.of("user", "Hi"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no assistant turn");
    }
}
