package org.sftworkbench.check.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.EncodeCases;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.QwenTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Generation blocks are written around what a policy trains, or it is said why they cannot be. */
class GenerationMarksTest {
    private static final Path GOLDEN = Path.of("..", "shared", "golden", "templates");
    private static final Conversation TALK =
            Conversation.of(
                    Message.of("user", "Who is Leo?"),
                    Message.of("assistant", "Leo is a singer."),
                    Message.of("user", "Where?"),
                    Message.of("assistant", "By the sea."));

    @Test
    void anOutputThatAllRolesShareIsSplitUnderACondition() {
        String source =
                "{%- for message in messages %}\n"
                        + "    {{- '<|im_start|>' + message.role + '\\n' + message.content +"
                        + " '<|im_end|>\\n' }}\n"
                        + "{%- endfor %}\n"
                        + "{%- if add_generation_prompt %}\n"
                        + "    {{- '<|im_start|>assistant\\n' }}\n"
                        + "{%- endif %}";

        assertThat(marked(source, "assistant", TALK))
                .isEqualTo(
                        "{%- for message in messages %}\n"
                                + "    {%- if message['role'] == 'assistant' %}"
                                + "{{ '<|im_start|>' + message.role + '\\n' }}"
                                + "{% generation %}{{ message.content + '<|im_end|>' }}"
                                + "{% endgeneration %}{{ '\\n' }}{% else %}"
                                + "{{ '<|im_start|>' + message.role + '\\n' + message.content +"
                                + " '<|im_end|>\\n' }}{% endif +%}\n"
                                + "{%- endfor %}\n"
                                + "{%- if add_generation_prompt %}\n"
                                + "    {{- '<|im_start|>assistant\\n' }}\n"
                                + "{%- endif %}");
    }

    @Test
    void textThatStandsInTheTemplateKeepsItsWhiteSpace() {
        String source =
                "{% for m in messages %}{% if m.role == 'assistant' %}<|im_start|>assistant\n"
                        + "{{ m.content }}<|im_end|>\n"
                        + "{% else %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                        + "{% endif %}{% endfor %}"
                        + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

        assertThat(marked(source, "assistant", TALK))
                .contains(
                        "{% generation %}{{ m.content }}{% endgeneration %}"
                                + "{% generation %}<|im_end|>{% endgeneration +%}\n");
    }

    @Test
    void theOpeningTagIsWrittenAsTransformersAndTrlLookForIt() {
        String source =
                "{% for m in messages %}{% if m.role == 'assistant' %}<|im_start|>assistant\n"
                        + "  {{ m.content }}\n  <|im_end|>\n"
                        + "{% else %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                        + "{% endif %}{% endfor %}"
                        + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

        String marked = marked(source, "assistant", TALK);

        // The indentation and the lines' ends are the text's, and stay.
        assertThat(marked)
                .contains(
                        "{{ '' }}{% generation %}{{ m.content }}{% endgeneration +%}"
                                + "{% generation %}{{ '' }}\n  <|im_end|>");
        assertThat(marked).doesNotContain("{%+ generation", "{% generation +");
    }

    @Test
    void whatAMacroWritesForSeveralRolesIsMarkedWhereItIsShown() {
        String source =
                "{% macro said(content) %}{% if content is string %}{{ content }}{% else %}"
                        + "{% for part in content %}{{ part.text }}{% endfor %}{% endif %}{% endmacro %}"
                        + "{% for m in messages %}{% set content = said(m.content) %}"
                        + "{% if m.role == 'assistant' %}"
                        + "{{ '<|im_start|>assistant\n' + content + '<|im_end|>' }}"
                        + "{% else %}{{ '<|im_start|>' + m.role + '\n' + content + '<|im_end|>' }}"
                        + "{% endif %}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

        assertThat(marked(source, "assistant", TALK))
                .contains(
                        "{{ '<|im_start|>assistant\n' }}"
                                + "{% generation %}{{ content + '<|im_end|>' }}{% endgeneration %}");
    }

    @Test
    void anAnswerPutTogetherWithItsHeaderIsMarkedBehindTheHeader() {
        String source =
                "{% for m in messages %}\n"
                        + "{% set text = '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' %}\n"
                        + "{{ text }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

        assertThat(marked(source, "assistant", TALK))
                .contains(
                        "\n{% if m['role'] == 'assistant'"
                                + " and (text | string)[:22] == '<|im_start|>assistant\\n' %}"
                                + "{{ '<|im_start|>assistant\\n' }}"
                                + "{% generation %}{{ (text | string)[22:] }}{% endgeneration %}"
                                + "{% else %}{{ text }}{% endif %}{% endfor %}");
    }

    @Test
    void anAnswerIsMarkedBeforeTheEndThatIsNotTrained() {
        String source =
                "{% set end = '<|im_end|>\\n' %}"
                        + "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' }}"
                        + "{{ m.content }}{{ end }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

        assertThat(marked(source, "assistant", TALK))
                .contains(
                        "{% if m['role'] == 'assistant' and (end | string)[-1:] == '\\n' %}"
                                + "{% generation %}{{ (end | string)[:-1] }}{% endgeneration %}"
                                + "{{ '\\n' }}{% else %}{{ end }}{% endif %}");
    }

    @Test
    void whatIsComputedIsComputedOnceWhereItIsTakenApart() {
        String source =
                "{% macro said(m) %}{{ '<|im_start|>' + m.role + '\\n' + m.content"
                        + " + '<|im_end|>' }}{% endmacro %}"
                        + "{% for m in messages %}{{ said(m) }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

        assertThat(marked(source, "assistant", TALK))
                .contains(
                        "{% set said_1 = said(m) %}{% if m['role'] == 'assistant'"
                                + " and (said_1 | string)[:22] == '<|im_start|>assistant\\n' %}")
                .endsWith(
                        "{{ (said_1 | string)[22:] }}{% endgeneration %}{% else %}{{ said_1 }}"
                                + "{% endif %}{% endfor %}"
                                + "{% if add_generation_prompt %}"
                                + "{{ '<|im_start|>assistant\\n' }}{% endif %}");
    }

    @Test
    void anAnswerBehindWhatAMessageSaysIsSaidToBeImpossibleWithThePlace() {
        String source =
                "{% for m in messages %}\n"
                        + "{% set text = m.name + ': ' + m.content + '<|im_end|>' %}\n"
                        + "{{ text }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ 'Leo: ' }}{% endif %}";
        Conversation named =
                Conversation.of(
                        new Message(Map.of("role", "user", "name", "Mira", "content", "Hi")),
                        new Message(Map.of("role", "assistant", "name", "Leo", "content", "Hi")));

        assertThat(impossible(source, "assistant", named))
                .startsWith("template line 3, column 1: text writes text of which only a part");
    }

    @Test
    void aTokenAcrossTheStartOfTheAnswerIsLeftOutWhereTheTemplateWritesIt() {
        String source =
                "{% for m in messages %}{% if m.role == 'assistant' %}"
                        + "{{ '<|im_start|>assistant\\n<think>\\n' + m.reasoning_content"
                        + " + '\\n</think>\\n\\n' + m.content + '<|im_end|>' }}"
                        + "{% else %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' }}"
                        + "{% endif %}{% endfor %}{% if add_generation_prompt %}"
                        + "{{ '<|im_start|>assistant\\n<think>\\n' }}{% endif %}";
        String expected =
                "{% if m.reasoning_content %}{{ '<|im_start|>assistant\\n<think>\\n' }}"
                        + "{% generation %}{{ m.reasoning_content + '\\n</think>\\n\\n'"
                        + " + m.content + '<|im_end|>' }}{% endgeneration %}"
                        + "{% else %}{{ '<|im_start|>assistant\\n<think>\\n' + '\\n' }}"
                        + "{% generation %}{{ '</think>\\n\\n'"
                        + " + m.content + '<|im_end|>' }}{% endgeneration %}{% endif %}";

        assertThat(marked(source, "assistant", reasoned(""))).contains(expected);
        assertThat(marked(source, "assistant", reasoned("He sings."), reasoned("")))
                .contains(expected);
        // Where none of the answers is without reasoning no token lies across.
        assertThat(marked(source, "assistant", reasoned("He sings.")))
                .doesNotContain("{% if m.reasoning_content");
    }

    @Test
    void aTokenAcrossTheStartOfEveryAnswerIsLeftOutOfTheBlock() {
        String source =
                "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n\\n' + m.content"
                        + " + '<|im_end|>' }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

        assertThat(marked(source, "assistant", TALK))
                .contains(
                        "{{ '<|im_start|>' + m.role + '\\n\\n' }}"
                                + "{% generation %}{{ m.content + '<|im_end|>' }}{% endgeneration %}");
    }

    private static Conversation reasoned(String reasoning) {
        return Conversation.of(
                Message.of("user", "Who is Leo?"),
                new Message(
                        Map.of(
                                "role", "assistant",
                                "reasoning_content", reasoning,
                                "content", "A singer.")));
    }

    @Test
    void aTokenAcrossTheStartOfTheAnswerItselfIsSaidToBeInTheWay() {
        String source =
                "{% for m in messages %}{{ m.role + ': ' + m.content + '<|im_end|>' }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}";

        assertThat(impossible(source, "assistant", TALK))
                .startsWith(
                        "the token \" Leo\" in conversation 1 lies across the start of what is"
                                + " trained; trainers that go by blocks train it, the policy assistant"
                                + " does not.")
                .contains("let the prompt end where a token ends");
    }

    @Test
    void theLastAnswerAloneCannotBeMarkedByRole() {
        String source =
                "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content +"
                        + " '<|im_end|>' }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

        assertThat(impossible(source, "last-assistant", TALK)).contains("in another");
        assertThat(impossible(source, "all", TALK)).contains("several roles");
    }

    @Test
    void aPieceWithALineFeedIsNamedInOneLine() {
        String source =
                "{%- macro said(head, content) -%}{{ head + '\n' + content"
                        + " + '<|im_end|>' }}{%- endmacro -%}"
                        + "{% for m in messages %}{{ said('\n<|im_start|>' + m.role, m.content) }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '\n<|im_start|>assistant\n' }}{% endif %}";

        assertThat(impossible(source, "last-assistant", TALK))
                .contains(": said('\\n<|im_start|>' + m.role, m.content) is trained in one turn")
                .doesNotContain("\n");
    }

    @Test
    void aConversationThatTheTokenizerCannotReadIsLeftOut() {
        String source =
                "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content +"
                        + " '<|im_end|>' }}{% endfor %}"
                        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
        Conversation half =
                Conversation.of(
                        Message.of("user", "a \ud83d b"), Message.of("assistant", "No idea."));

        GenerationMarks.Outcome outcome = insert(source, "assistant", half, TALK);
        assertThat(outcome).isInstanceOf(GenerationMarks.Marked.class);
        assertThat(((GenerationMarks.Marked) outcome).conversations()).isEqualTo(1);
        assertThat(impossible(source, "assistant", half)).contains("nothing to learn from");
    }

    @Test
    void aTemplateWithMarksIsLeftAlone() {
        assertThat(
                        impossible(
                                "{% for m in messages %}{% generation %}{{ m.content }}"
                                        + "{% endgeneration %}{% endfor %}",
                                "assistant", TALK))
                .contains("has generation blocks already");
    }

    @Test
    void realTemplatesAreMarkedOrItIsSaidWhyNot() throws IOException {
        assumeTrue(Files.exists(GOLDEN), "skipped: golden templates are not beside the project");
        List<Conversation> conversations = new ArrayList<>();
        EncodeCases.all().forEach(one -> conversations.add(one.conversation()));
        Map<String, String> outcomes = new LinkedHashMap<>();
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        for (String name :
                List.of(
                        "qwen3",
                        "qwen2_5",
                        "gemma",
                        "gemma3",
                        "llama3_1",
                        "phi3",
                        "cohere",
                        "lfm2",
                        "deepseek_r1_distill",
                        "llama3")) {
            GenerationMarks.Outcome outcome =
                    new GenerationMarks(
                                    tokenizer,
                                    options(
                                            Files.readString(GOLDEN.resolve(name + ".jinja")),
                                            "assistant"))
                            .insert(conversations);
            outcomes.put(
                    name,
                    outcome instanceof GenerationMarks.Marked marked
                            ? "marked"
                            : ((GenerationMarks.Impossible) outcome).reason());
        }
        assertThat(outcomes)
                .containsEntry("qwen3", "marked")
                .containsEntry("qwen2_5", "marked")
                .containsEntry("gemma", "marked")
                .containsEntry("gemma3", "marked")
                .containsEntry("llama3_1", "marked")
                .containsEntry("phi3", "marked")
                .containsEntry("cohere", "marked")
                .containsEntry("llama3", "marked")
                .containsEntry("lfm2", "marked");
        // Qwen3's tokenizer does not know <｜Assistant｜> as one token: an answer that begins with
        // line
        // breaks shares a token with it, which TRL would train.
        assertThat(outcomes.get("deepseek_r1_distill"))
                .contains("the token \">\\n\\n\" in conversation")
                .contains("lies across the start of what is trained");
    }

    private static String marked(String source, String policy, Conversation... conversations) {
        GenerationMarks.Outcome outcome = insert(source, policy, conversations);
        assertThat(outcome).isInstanceOf(GenerationMarks.Marked.class);
        return ((GenerationMarks.Marked) outcome).source();
    }

    private static String impossible(String source, String policy, Conversation... conversations) {
        GenerationMarks.Outcome outcome = insert(source, policy, conversations);
        assertThat(outcome).isInstanceOf(GenerationMarks.Impossible.class);
        return ((GenerationMarks.Impossible) outcome).reason();
    }

    private static GenerationMarks.Outcome insert(
            String source, String policy, Conversation... conversations) {
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            return new GenerationMarks(tokenizer, options(source, policy))
                    .insert(List.of(conversations));
        }
    }

    private static EncodingOptions options(String source, String policy) {
        return new EncodingOptions(
                new TemplateChoice.Jinja(source),
                MaskPolicy.parse(policy),
                Map.of("bos_token", "<s>", "eos_token", "</s>"));
    }
}
