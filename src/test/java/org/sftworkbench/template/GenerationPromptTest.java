package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/**
 * A generation prompt that a template alone tells is what rendering adds, on every conversation.
 */
class GenerationPromptTest {
    private static final Map<String, Object> TOKENS =
            Map.of("bos_token", "<s>", "eos_token", "</s>");

    @Test
    void whatTheTemplateTellsIsWhatRenderingAddsToEveryGoldenConversation() {
        GoldenCases golden = new GoldenCases();
        Set<String> unsure = new TreeSet<>();
        for (GoldenCases.Case one : GoldenCases.all()) {
            ChatTemplate template = golden.template(one);
            RenderRequest request = one.request();
            Optional<GenerationPrompt> told = template.generationPrompt(request.variables());
            if (told.isEmpty()) {
                unsure.add(one.template());
                continue;
            }
            for (int end = 1; end <= request.conversation().messages().size(); end++) {
                Conversation talk =
                        new Conversation(
                                request.conversation().messages().subList(0, end),
                                request.conversation().tools());
                String prompted;
                String plain;
                try {
                    prompted = text(template, talk, true, request.variables());
                    plain = text(template, talk, false, request.variables());
                } catch (TemplateException e) {
                    continue;
                }
                assertThat(prompted).as(one.toString()).endsWith(told.get().text());
                String without =
                        prompted.substring(0, prompted.length() - told.get().text().length());
                // Phi-3 ends what is not prompted with its end-of-text token instead.
                assertThat(plain).as(one.toString()).startsWith(without);
            }
        }
        assertThat(unsure).containsExactly("deepseek_r1_distill", "deepseek_r1_distill_training");
    }

    @Test
    void everyBuiltInTemplateTellsIt() {
        for (BuiltInTemplate template : BuiltInTemplate.values()) {
            GenerationPrompt told =
                    ChatTemplate.parse(template.source()).generationPrompt(TOKENS).orElseThrow();
            assertThat(told.text().isEmpty())
                    .as(template.name())
                    .isEqualTo(!template.source().contains("add_generation_prompt"));
        }
    }

    @Test
    void aConditionAtTheEndOfTheLoopIsSeenThrough() {
        Optional<GenerationPrompt> told =
                told(
                        "{% for m in messages %}{{ m.content }}{% if loop.last and"
                                + " add_generation_prompt %}<a>{% endif %}{% endfor %}");
        assertThat(told).contains(new GenerationPrompt("<a>", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for m in messages %}{% if m.x %}{% set t = m.x %}{% endif %}{% endfor %}"
                        + "{% set t = messages[0].role %}"
                        + "{% if add_generation_prompt %}{{ t }}{% endif %}",
                "{% if add_generation_prompt %}{{ messages[0].content }}{% endif %}",
                "{% if add_generation_prompt %}{{ tools | length }}{% endif %}",
                "{% if add_generation_prompt %}{{ strftime_now('%Y') }}{% endif %}",
                "{% if add_generation_prompt %}a{% endif %}{{ eos_token }}",
                "{% if add_generation_prompt and messages[-1].role == 'user' %}a{% endif %}",
                "{% if add_generation_prompt %}a{% endif %}{% if add_generation_prompt %}b{% endif %}",
                "{% set add_generation_prompt = true %}a",
                "{% for m in messages[1:] %}{% if loop.last and add_generation_prompt %}a{% endif %}"
                        + "{% endfor %}",
                "{% for m in messages %}{% if m.role == 'tool' %}{% continue %}{% endif %}"
                        + "{% if loop.last and add_generation_prompt %}a{% endif %}{% endfor %}",
                "{% set ns = namespace(x='a') %}{% for m in messages %}{% set ns.x = m.role %}"
                        + "{% endfor %}{% if add_generation_prompt %}{{ ns.x }}{% endif %}"
            })
    void whatMayDependOnTheConversationIsLeftToRendering(String template) {
        assertThat(told(template)).isEmpty();
    }

    private static Optional<GenerationPrompt> told(String template) {
        return ChatTemplate.parse(template).generationPrompt(TOKENS);
    }

    private static String text(
            ChatTemplate template, Conversation talk, boolean prompt, Map<String, Object> with) {
        return template.render(new RenderRequest(talk, prompt, with)).text();
    }

    @Test
    void variablesCount() {
        ChatTemplate template =
                ChatTemplate.parse(
                        "{% for m in messages %}{{ m.content }}{% endfor %}{% if"
                                + " add_generation_prompt %}<a>{% if not thinking %}<t>{% endif %}{%"
                                + " endif %}");
        assertThat(template.generationPrompt(Map.of("thinking", true)).orElseThrow().text())
                .isEqualTo("<a>");
        assertThat(template.generationPrompt(Map.of()).orElseThrow().text()).isEqualTo("<a><t>");
        assertThat(
                        text(
                                template,
                                Conversation.of(Message.of("user", "Hi")),
                                true,
                                Map.of("thinking", true)))
                .isEqualTo("Hi<a>");
    }
}
