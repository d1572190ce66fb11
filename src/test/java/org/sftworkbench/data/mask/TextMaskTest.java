package org.sftworkbench.data.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.Rendering;

/** Mask policies with their options, on the characters of a small template. */
class TextMaskTest {
    static final String PLAIN =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    static final Conversation TALK =
            Conversation.of(
                    Message.of("user", "Hi"),
                    Message.of("assistant", "<think>\nhm\n</think>\n\nHello 😀"),
                    Message.of("user", "Bye"),
                    Message.of("assistant", "Later"));

    @Test
    void everyPolicyTrainsItsPart() {
        String first = "<think>\nhm\n</think>\n\nHello 😀<|im_end|>";
        assertThat(trained("assistant")).isEqualTo(first + "|Later<|im_end|>");
        assertThat(trained("last-assistant")).isEqualTo("Later<|im_end|>");
        assertThat(trained("completion")).isEqualTo("Later<|im_end|>");
        assertThat(trained("after:assistant\n")).isEqualTo(first + "|Later<|im_end|>");
        assertThat(trained("from-last:Later")).isEqualTo("Later<|im_end|>\n");
        assertThat(trained("all")).startsWith("<|im_start|>user\nHi").endsWith("<|im_end|>\n");
    }

    @Test
    void optionsAddAndTakeAway() {
        assertThat(trained("last-assistant,no-end-of-turn")).isEqualTo("Later");
        assertThat(trained("last-assistant,trailing-space")).isEqualTo("Later<|im_end|>\n");
        assertThat(trained("assistant,no-reasoning"))
                .isEqualTo("Hello 😀<|im_end|>|Later<|im_end|>");
        assertThat(trained("after:assistant\n,no-end-of-turn,no-reasoning"))
                .isEqualTo("Hello 😀|Later");
    }

    @Test
    void policiesReadAsTheyAreWritten() {
        for (String text :
                new String[] {
                    "assistant,no-end-of-turn,trailing-space,no-reasoning",
                    "completion",
                    "after:a, b,no-reasoning",
                    "from-last:<think>,x"
                }) {
            assertThat(MaskPolicy.parse(text).text()).isEqualTo(text);
        }
        assertThatThrownBy(() -> MaskPolicy.parse("all,no-reasoning"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no options");
        assertThatThrownBy(() -> MaskPolicy.parse("assistant,nonsense"))
                .isInstanceOf(DataException.class);
    }

    @Test
    void whatDoesNotApplyIsSaid() {
        assertThatThrownBy(() -> trained("after:nowhere")).hasMessageContaining("nowhere");
        assertThatThrownBy(() -> trained("generation")).hasMessageContaining("{% generation %}");
    }

    @Test
    void theRoleMarkIsNotTrainedWhereATemplateIgnoresTheGenerationPrompt() {
        String turns = PLAIN.substring(0, PLAIN.indexOf("{% if add"));
        assertThat(trained(turns, "last-assistant")).isEqualTo("Later<|im_end|>");
        assertThat(trained(turns, "assistant"))
                .isEqualTo("<think>\nhm\n</think>\n\nHello 😀<|im_end|>|Later<|im_end|>");
        // The user's turn opens the answer here; the space before it is the model's to write.
        assertThat(
                        trained(
                                "{% for m in messages %}{% if m.role == 'user' %}[INST] {{ m.content }}"
                                        + " [/INST]{% else %} {{ m.content }}</s>{% endif %}{% endfor %}",
                                "last-assistant"))
                .isEqualTo(" Later</s>");
    }

    @Test
    void anInjectedReasoningBlockIsTheModelsWhereATemplateIgnoresTheGenerationPrompt() {
        String injecting =
                "{% for m in messages %}[{{ m.role }}]{% if m.role == 'assistant' %}<think></think>{%"
                        + " endif %}{{ m.content }}</s>{% endfor %}";
        assertThat(trained(injecting, "last-assistant")).isEqualTo("<think></think>Later</s>");
    }

    @Test
    void theRoleMarkIsNotTrainedWhereTheTemplateRefusesWhatComesBefore() {
        String refusing =
                PLAIN
                        + "{% if messages[-1].role == 'user' and not messages[1:] %}{{"
                        + " raise_exception('no') }}{% endif %}";
        assertThat(trained(refusing, "assistant")).doesNotContain("assistant");
    }

    @Test
    void aTurnThatLeavesThePromptIsTrainedFromAWholeTokenOn() {
        String answer = "{% for m in messages %}<|{{ m.role }}|>{{ ANSWER }}{% endfor %}";
        String prompt = "{% if add_generation_prompt %}<|assistant|><think>\n{% endif %}";
        String empty = answer.replace("ANSWER", "'<eos>'") + prompt;
        String literal =
                "{% for m in messages %}{% if m.role == 'user' %}<|user|>{% else %}{{ '<|assistant|>'"
                        + " + TEXT }}{% endif %}{% endfor %}"
                        + prompt;

        assertThat(trained(empty, "last-assistant")).isEqualTo("<eos>");
        assertThat(trained(literal.replace("TEXT", "'<eos>'"), "last-assistant"))
                .isEqualTo("<eos>");
        assertThat(trained(literal.replace("TEXT", "'<tools>[]</s>'"), "last-assistant"))
                .isEqualTo("<tools>[]</s>");
        assertThat(trained(literal.replace("TEXT", "m.content + '</s>'"), "last-assistant"))
                .isEqualTo("Later</s>");
        // Another role mark than the prompt's has nothing in common with it.
        assertThat(
                        trained(
                                literal.replace("'<|assistant|>'", "'<|answer|>'")
                                        .replace("TEXT", "m.content + '</s>'"),
                                "last-assistant"))
                .isEqualTo("<|answer|>Later</s>");
    }

    @Test
    void everyBlockOfReasoningIsTakenOut() {
        assertThat(withoutReasoning("<think>a</think>b<think>c</think>\nd")).isEqualTo("b|d<eot>");
        assertThat(withoutReasoning("a</think>b<think>c</think>d")).isEqualTo("b|d<eot>");
        assertThat(withoutReasoning("a[THINK]b[/THINK]c<think>d</think>e")).isEqualTo("a|c|e<eot>");
        // Cut off: reasoning to the turn's end.
        assertThat(withoutReasoning("a<think>b")).isEqualTo("a");
        assertThat(withoutReasoning("<think>a")).isEmpty();
        // Once a block is closed, the mark alone is what an answer speaks of.
        assertThat(withoutReasoning("<think>a</think>b </think> c")).isEqualTo("b </think> c<eot>");
    }

    @Test
    void channelsOfReasoningAreTakenOutWithWhatOpensAndClosesThem() {
        assertThat(
                        withoutReasoning(
                                "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>"
                                        + "final<|message|>Hi"))
                .isEqualTo("<|start|>assistant<|channel|>final<|message|>Hi<eot>");
        assertThat(withoutReasoning("<|channel|>final<|message|>Hi<|end|>"))
                .isEqualTo("<|channel|>final<|message|>Hi<|end|><eot>");
        assertThat(withoutReasoning("<|channel>thought\nhm\n<channel|>Hi")).isEqualTo("Hi<eot>");
        assertThat(
                        withoutReasoning(
                                " to=self<|message|>hm<|eom|><|start|>assistant to=user<|message|>Hi"))
                .isEqualTo("<|start|>assistant to=user<|message|>Hi<eot>");
    }

    private static String withoutReasoning(String answer) {
        return trained(
                "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<eot>{% endfor %}"
                        + "{% if add_generation_prompt %}<|assistant|>{% endif %}",
                "assistant,no-reasoning",
                Conversation.of(Message.of("user", "Hi"), Message.of("assistant", answer)));
    }

    @Test
    void anArgumentOfAToolCallMayBeNamedAsAMessagesFieldIs() {
        Message call =
                new Message(
                        Map.of(
                                "role",
                                "assistant",
                                "thinking",
                                "hm",
                                "content",
                                List.of(
                                        Map.of("type", "thinking", "thinking", "so"),
                                        Map.of("type", "text", "text", "Calling")),
                                "tool_calls",
                                List.of(Map.of("thinking", "deep", "role", "admin"))));
        String template =
                "{% for m in messages if m.tool_calls %}{{ m.role }}>{{ m.thinking }}."
                        + "{% for part in m.content %}{{ part[part.type] }}.{% endfor %}"
                        + "{{ m.tool_calls[0].thinking }},{{ m.tool_calls[0].role }}<eot>"
                        + "{% endfor %}";

        assertThat(
                        trained(
                                template,
                                "assistant,no-reasoning",
                                Conversation.of(Message.of("user", "Hi"), call)))
                .isEqualTo("assistant>|.|.Calling.deep,admin<eot>");
        // The role that is said last is not where the answer ends before.
        assertThat(
                        trained(
                                "{% for m in messages if m.tool_calls %}{{ m.tool_calls[0].thinking"
                                        + " }}<eot>{{ m.tool_calls[0].role }}<eot>{% endfor %}",
                                "assistant", Conversation.of(Message.of("user", "Hi"), call)))
                .isEqualTo("deep<eot>admin<eot>");
    }

    @Test
    void whatIsTypedAsAMarkerIsReadBackFromWhatIsRecorded() {
        for (String typed :
                List.of(
                        "<|im_start|>assistant\\n",
                        "so, then",
                        "Answer:,no-end-of-turn",
                        ",no-reasoning")) {
            MaskPolicy.After policy = MaskPolicy.After.typed(typed);
            assertThat(MaskPolicy.parse(policy.text())).as(typed).isEqualTo(policy);
            assertThat(policy.marker()).as(typed).isNotEmpty();
        }
        assertThat(MaskPolicy.After.typed(MaskPolicy.After.CHATML).marker())
                .isEqualTo("<|im_start|>assistant\n");
    }

    @Test
    void aMarkerWithoutTextIsRefused() {
        TextMask mask =
                new TextMask(
                        ChatTemplate.parse(PLAIN),
                        MaskPolicy.After.typed(""),
                        Map.of(),
                        TurnEnds.known(Map.of()));
        Rendering rendering = mask.render(TALK, false);
        assertThatThrownBy(() -> mask.trained(TALK, rendering, false))
                .hasMessageContaining("needs the text that comes before each answer");
    }

    private static String trained(String policy) {
        return trained(PLAIN, policy);
    }

    private static String trained(String template, String policy) {
        return trained(template, policy, TALK);
    }

    /** The trained stretches, with {@code |} between them. */
    static String trained(String template, String policy, Conversation talk) {
        TextMask mask =
                new TextMask(
                        ChatTemplate.parse(template),
                        MaskPolicy.parse(policy),
                        Map.of(),
                        TurnEnds.known(Map.of()));
        Rendering rendering = mask.render(talk, false);
        return mask.trained(talk, rendering, false).stream()
                .map(range -> rendering.text().substring(range.start(), range.end()))
                .collect(Collectors.joining("|"));
    }
}
