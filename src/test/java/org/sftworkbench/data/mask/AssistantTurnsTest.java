package org.sftworkbench.data.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sftworkbench.data.mask.TextMaskTest.PLAIN;
import static org.sftworkbench.data.mask.TextMaskTest.TALK;
import static org.sftworkbench.data.mask.TextMaskTest.trained;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** Where answers are found in templates that write them in unusual ways. */
class AssistantTurnsTest {
    private static final Conversation GREETING =
            Conversation.of(
                    Message.of("assistant", "Hello"),
                    Message.of("user", "Hi"),
                    Message.of("assistant", "Yes?"));

    @Test
    void whatATemplateWritesBeforeTheFirstAnswerIsNotTrained() {
        String both = "Hello<|im_end|>|Yes?<|im_end|>";

        assertThat(
                        trained(
                                PLAIN.replace(
                                        "%}<|im_start|>{{ m",
                                        "%}{{ '<s>' if loop.first }}<|im_start|>{{ m"),
                                "assistant",
                                GREETING))
                .isEqualTo(both);
        String injecting =
                PLAIN.replace(
                        "%}<|im_start|>{{ m",
                        "%}{% if loop.first and m.role != 'system' %}<|im_start|>system\nBe"
                                + " good.<|im_end|>\n{% endif %}<|im_start|>{{ m");
        assertThat(trained(injecting, "assistant", GREETING)).isEqualTo(both);
        // A prompt that the answers leave, too.
        assertThat(
                        trained(
                                injecting.replace(
                                        "assistant\n{% endif", "assistant\n<think>\n{% endif"),
                                "assistant",
                                GREETING))
                .isEqualTo(both);
        assertThat(trained(PLAIN, "assistant", Conversation.of(Message.of("assistant", "Hello"))))
                .isEqualTo("Hello<|im_end|>");
    }

    @Test
    void aFirstAnswerIsTrainedAsLaterOnesWhereTheTemplateRefusesNoMessages() {
        String refusing =
                "{% if messages[0].role == 'system' %}{% endif %}{% for m in messages %}"
                        + "<|{{ m.role }}|>{% if m.role == 'assistant' %}<|final|>{% endif %}"
                        + "{{ m.content }}<eos>{% endfor %}"
                        + "{% if add_generation_prompt %}<|{{ messages[0].role and 'assistant' }}|>"
                        + "{% endif %}";

        assertThat(trained(refusing, "assistant", GREETING))
                .isEqualTo("<|final|>Hello<eos>|<|final|>Yes?<eos>");
    }

    @Test
    void aPromptThatTheMessageBeforeBeginsIsNotTrained() {
        // As in Qwen1.5: a turn is ended only where another follows or is asked for.
        String endedLate =
                "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}"
                        + "{% if not loop.last or add_generation_prompt %}<|im_end|>\n{% endif %}"
                        + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
        String parted =
                "{% for m in messages %}{{ '### ' ~ m.role ~ ':\n' ~ m.content ~ '<eos>' }}"
                        + "{% if not loop.last %}{{ '\n\n' }}{% endif %}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '\n\n### assistant:\n' }}{% endif %}";

        assertThat(trained(endedLate, "last-assistant", TALK)).isEqualTo("Later");
        assertThat(trained(parted, "last-assistant", TALK)).isEqualTo("Later<eos>");
    }

    @Test
    void whatFollowsAnAnswerThatIsAlwaysOpenedIsTheModels() {
        // As in Command A: the answer is opened whether it is asked for or not.
        String opening =
                "{% for m in messages %}<|start|><|{{ m.role }}|>"
                        + "{% if m.role == 'assistant' %}<|answer|>{% endif %}{{ m.content }}<eos>"
                        + "{% endfor %}<|start|><|assistant|>";

        assertThat(trained(opening, "last-assistant", TALK)).isEqualTo("<|answer|>Later<eos>");
    }

    @Test
    void aLoopThatCountsTheMessagesHasTheirTurns() {
        String counting =
                "{% for i in range(messages|length) %}{% if messages[i]['role'] == 'assistant' %}"
                        + " {{ messages[i]['content'] + ' <eos>' }}"
                        + "{% else %}{{ '[INST] ' + messages[i]['content'] + ' [/INST]' }}"
                        + "{% endif %}{% endfor %}";

        assertThat(trained(counting, "last-assistant", TALK)).isEqualTo(" Later <eos>");
    }

    @Test
    void theRoleIsNotTrainedWhereATurnIsKnownByWhatItsMessageSaidAlone() {
        String prompt = "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
        String recursive =
                "{% macro turns(ms) %}{% if ms %}<|im_start|>{{ ms[0].role }}\n{{ ms[0].content"
                        + " }}<|im_end|>\n{{ turns(ms[1:]) }}{% endif %}{% endmacro %}"
                        + "{{ turns(messages) }}"
                        + prompt;
        String collected =
                "{% set ns = namespace(parts=[]) %}{% for m in messages %}{% set ns.parts = ns.parts +"
                        + " ['<|im_start|>' ~ m.role ~ '\n' ~ m.content ~ '<|im_end|>\n'] %}"
                        + "{% endfor %}{{ ns.parts|join }}"
                        + prompt;

        for (String template : new String[] {recursive, collected}) {
            assertThat(trained(template, "assistant", TALK))
                    .isEqualTo("<think>\nhm\n</think>\n\nHello 😀<|im_end|>|Later<|im_end|>");
            assertThat(
                            trained(
                                    template.replace(
                                            "assistant\n{% endif", "assistant\n<think>\n{% endif"),
                                    "last-assistant",
                                    TALK))
                    .isEqualTo("Later<|im_end|>");
        }
    }

    @Test
    void textThatTheTurnsOfALoopAddToKeepsItsTurns() {
        String loop = "{% set ns = namespace(out='<s>') %}{% for m in messages %}SET{% endfor %}";
        String chained =
                "{% set ns.out = ns.out ~ '<|im_start|>' ~ m.role ~ '\n' ~ m.content ~"
                        + " '<|im_end|>\n' %}";
        String captured =
                "{% set ns.out %}{{ ns.out }}<|im_start|>{{ m.role }}\n{{ m.content"
                        + " }}<|im_end|>\n{% endset %}";
        for (String set : new String[] {chained, chained.replace('~', '+'), captured}) {
            String template = loop.replace("SET", set) + "{{ ns.out }}";
            assertThat(trained(template, "assistant", TALK))
                    .isEqualTo("<think>\nhm\n</think>\n\nHello 😀<|im_end|>|Later<|im_end|>");
        }
    }

    @Test
    void whatAToolSaysWithinAnAnswerIsNotTrained() {
        Conversation talk =
                Conversation.of(
                        Message.of("user", "1+2?"),
                        new Message(
                                Map.of(
                                        "role",
                                        "assistant",
                                        "content",
                                        "It is",
                                        "tool_calls",
                                        List.of(Map.of("name", "add")))),
                        Message.of("tool", "3"));
        String turn =
                "{% for m in messages if m.role != 'tool' %}<|im_start|>{{ m.role }}\n"
                        + "{% for c in m.tool_calls %}<tool_call>{{ c.name }}</tool_call>RESULT"
                        + "{% endfor %}{{ m.content }}<|im_end|>\n{% endfor %}";
        String result = "<tool_response>{{ messages[-1].content }}</tool_response>";
        String looped =
                "{% for r in messages if r.role == 'tool' %}<result><name>{{ c.name }}</name>{{"
                        + " r.content }}</result>{% endfor %}";

        for (String each :
                new String[] {result, "\nTool says: {{ messages[-1].content }}.\n", looped}) {
            assertThat(trained(turn.replace("RESULT", each), "assistant", talk))
                    .isEqualTo("<tool_call>add</tool_call>|It is<|im_end|>");
        }
        String after = turn.replace("RESULT", "").replace("content }}<", "content }}RESULT<");
        assertThat(
                        trained(
                                after.replace(
                                        "RESULT", "{% if m.tool_calls %}" + result + "{% endif %}"),
                                "assistant",
                                talk))
                .isEqualTo("<tool_call>add</tool_call>It is|<|im_end|>");
        // A mark that opens may be all there is between the two.
        assertThat(
                        trained(
                                turn.replace("</tool_call>", ")")
                                        .replace("RESULT", "<|result|>{{ messages[-1].content }};"),
                                "assistant",
                                talk))
                .isEqualTo("<tool_call>add)|It is<|im_end|>");
    }

    @Test
    void anAnswerThatTheQuestionsTurnWritesIsTrained() {
        Conversation talk =
                Conversation.of(
                        Message.of("user", "Hi"),
                        Message.of("assistant", "Hello"),
                        Message.of("user", "Bye"),
                        Message.of("assistant", "Later"));
        String pairs =
                "{% for m in messages %}{% if m.role == 'user' %}[INST] {{ m.content }} [/INST] {{"
                        + " messages[loop.index].content }}</s>{% endif %}{% endfor %}";
        String marked =
                "{% for m in messages %}{% if m.role == 'user' %}<|im_start|>user\n{{ m.content"
                        + " }}<|im_end|>\n<|im_start|>assistant\n{{ messages[loop.index].content }}\n"
                        + "<|im_end|>\n{% endif %}{% endfor %}"
                        + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

        assertThat(trained(pairs, "assistant", talk)).isEqualTo("Hello</s>|Later</s>");
        assertThat(trained(pairs, "completion", talk)).isEqualTo("Later</s>");
        assertThat(trained(pairs.replace("</s>", " end. "), "assistant", talk))
                .isEqualTo("Hello|Later");
        // What the next question says is not the answer's end.
        String ended = pairs.replace("[INST]", "{{ m.role }} [INST]").replace("</s>", "");
        assertThat(trained(ended + "{{ eos_token }}", "assistant", talk)).isEqualTo("Hello|Later");
        assertThat(trained(pairs.replace("</s>", " for {{ m.role }}</s>"), "assistant", talk))
                .isEqualTo("Hello|Later");
        assertThat(trained(marked, "assistant", talk))
                .isEqualTo("Hello\n<|im_end|>|Later\n<|im_end|>");
    }

    @Test
    void aResultThatHoldsAnEndOfTurnItselfIsNotTrained() {
        String inTurn =
                "{% for m in messages if m.role == 'assistant' %}<|im_start|>assistant\n"
                        + "{{ m.content }}<result>{{ messages[1].content }}<|im_end|>\n"
                        + "{% endfor %}";
        Conversation talk =
                Conversation.of(
                        Message.of("assistant", "I look."),
                        Message.of("tool", "one <|im_end|> and more"));

        assertThat(trained(inTurn, "assistant", talk)).isEqualTo("I look.");
    }
}
