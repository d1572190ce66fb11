package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** The built-in templates render what the models' own render, and refuse what they refuse. */
class BuiltInTemplateTest {
    private static final Map<String, BuiltInTemplate> ORIGINALS =
            Map.of(
                    "qwen2_5", BuiltInTemplate.QWEN2_5,
                    "qwen3", BuiltInTemplate.QWEN3,
                    "llama3", BuiltInTemplate.LLAMA3,
                    "gemma", BuiltInTemplate.GEMMA,
                    "phi3", BuiltInTemplate.PHI3);
    private static final Conversation TALK =
            Conversation.of(
                    Message.of("user", "One?"),
                    Message.of("assistant", "1"),
                    Message.of("user", "Two?"),
                    Message.of("assistant", "2"));
    private static final Conversation WITH_SYSTEM =
            Conversation.of(
                    Message.of("system", "Be kind."),
                    Message.of("user", "One?"),
                    Message.of("assistant", "1"),
                    Message.of("user", "Two?"));

    @Test
    void everyGoldenCaseOfTheOriginalsRendersTheSameTextOrRaises() {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (GoldenCases.Case each : GoldenCases.all()) {
            BuiltInTemplate ours = ORIGINALS.get(each.template());
            if (ours == null) {
                continue;
            }
            checked++;
            String actual;
            try {
                actual = template(ours).render(each.request()).text();
            } catch (TemplateException e) {
                actual = "raised " + e.getMessage();
                if (each.raises()) {
                    continue;
                }
            }
            if (each.raises() || !each.expected().equals(actual)) {
                wrong.add(each + ":\n" + actual + "\n--- expected\n" + each.json());
            }
        }
        assertThat(wrong).as("first of %s", wrong.size()).isEmpty();
        assertThat(checked).isEqualTo(5 * 72);
    }

    @ParameterizedTest
    @EnumSource(BuiltInTemplate.class)
    void generationBlocksHoldEveryAnswerWithItsEnd(BuiltInTemplate each) {
        Rendering rendering = template(each).render(request(TALK, false));

        assertThat(rendering.generation()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            TextRange block = rendering.generation().get(i);
            assertThat(rendering.text().substring(block.start(), block.end()).strip())
                    .matches(
                            "(<think>\n\n</think>\n\n)?"
                                    + (i + 1)
                                    + " ?(</s>|<\\|im_end\\|>|<\\|end\\|>|<\\|eot_id\\|>|<end_of_turn>)");
        }
    }

    @ParameterizedTest
    @EnumSource(BuiltInTemplate.class)
    void whatChatSendsOpensTheAnswerOfTraining(BuiltInTemplate each) {
        Conversation asked = new Conversation(TALK.messages().subList(0, 3));

        assertThat(text(each, TALK, false)).startsWith(text(each, asked, true));
    }

    @ParameterizedTest
    @EnumSource(BuiltInTemplate.class)
    void theFirstCommentSaysWhatItIs(BuiltInTemplate each) {
        assertThat(each.source()).startsWith("{#- " + each.title());
        assertThat(BuiltInTemplate.named(each.displayed())).contains(each);
    }

    @Test
    void chatMl() {
        assertThat(text(BuiltInTemplate.CHATML, WITH_SYSTEM, true))
                .isEqualTo(
                        "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nOne?<|im_end|>\n"
                                + "<|im_start|>assistant\n1<|im_end|>\n<|im_start|>user\nTwo?<|im_end|>\n"
                                + "<|im_start|>assistant\n");
    }

    @Test
    void llama2() {
        assertThat(text(BuiltInTemplate.LLAMA2, TALK, false))
                .isEqualTo("<s>[INST] One? [/INST] 1 </s><s>[INST] Two? [/INST] 2 </s>");
        assertThat(text(BuiltInTemplate.LLAMA2, WITH_SYSTEM, true))
                .isEqualTo(
                        "<s>[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\nOne? [/INST] 1 </s>"
                                + "<s>[INST] Two? [/INST]");
        assertThatThrownBy(() -> text(BuiltInTemplate.LLAMA2, twoQuestions(), false))
                .hasMessageContaining("take turns");
    }

    @Test
    void mistral() {
        assertThat(text(BuiltInTemplate.MISTRAL, TALK, false))
                .isEqualTo("<s> [INST] One? [/INST] 1</s> [INST] Two? [/INST] 2</s>");
        assertThat(text(BuiltInTemplate.MISTRAL, WITH_SYSTEM, true))
                .isEqualTo("<s> [INST] Be kind.\n\nOne? [/INST] 1</s> [INST] Two? [/INST]");
        assertThatThrownBy(() -> text(BuiltInTemplate.MISTRAL, twoQuestions(), false))
                .hasMessageContaining("take turns");
    }

    @Test
    void zephyr() {
        assertThat(text(BuiltInTemplate.ZEPHYR, WITH_SYSTEM, true))
                .isEqualTo(
                        "<|system|>\nBe kind.</s>\n<|user|>\nOne?</s>\n<|assistant|>\n1</s>\n"
                                + "<|user|>\nTwo?</s>\n<|assistant|>\n");
    }

    @Test
    void vicuna() {
        String opening =
                "A chat between a curious user and an artificial intelligence assistant. The"
                        + " assistant gives helpful, detailed, and polite answers to the user's"
                        + " questions.";
        assertThat(text(BuiltInTemplate.VICUNA, TALK, false))
                .isEqualTo(
                        "<s>"
                                + opening
                                + " USER: One? ASSISTANT: 1</s>USER: Two? ASSISTANT: 2</s>");
        assertThat(text(BuiltInTemplate.VICUNA, WITH_SYSTEM, true))
                .isEqualTo("<s>Be kind. USER: One? ASSISTANT: 1</s>USER: Two? ASSISTANT:");
    }

    @Test
    void alpaca() {
        assertThat(text(BuiltInTemplate.ALPACA, TALK, false))
                .isEqualTo(
                        "<s>Below is an instruction that describes a task. Write a response that"
                                + " appropriately completes the request.\n\n### Instruction:\nOne?"
                                + "\n\n### Response:\n1</s>\n\n### Instruction:\nTwo?"
                                + "\n\n### Response:\n2</s>");
        assertThat(text(BuiltInTemplate.ALPACA, WITH_SYSTEM, true))
                .startsWith("<s>Be kind.\n\n### Instruction:\nOne?\n\n### Response:\n1</s>")
                .endsWith("### Instruction:\nTwo?\n\n### Response:\n");
    }

    private static Conversation twoQuestions() {
        return Conversation.of(Message.of("user", "One?"), Message.of("user", "Two?"));
    }

    private static ChatTemplate template(BuiltInTemplate each) {
        return ChatTemplate.parse(each.source());
    }

    private static String text(BuiltInTemplate each, Conversation talk, boolean prompted) {
        return template(each).render(request(talk, prompted)).text();
    }

    private static RenderRequest request(Conversation talk, boolean prompted) {
        return new RenderRequest(talk, prompted, Map.of("bos_token", "<s>", "eos_token", "</s>"));
    }
}
