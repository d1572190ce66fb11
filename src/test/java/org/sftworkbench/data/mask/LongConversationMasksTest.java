package org.sftworkbench.data.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TextRange;

/** A mask takes time in proportion to the conversation, however many turns it has. */
class LongConversationMasksTest {
    /**
     * Many times what is needed where each turn looks at itself alone; a fraction of the square.
     */
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    private static final int MESSAGES = 12_000;
    private static final Map<String, Object> TOKENS =
            Map.of("bos_token", "<s>", "eos_token", "</s>");

    @ParameterizedTest
    @EnumSource(
            value = BuiltInTemplate.class,
            names = {"MISTRAL", "LLAMA2", "QWEN3", "CHATML"})
    void ofTemplatesOfEveryKind(BuiltInTemplate template) {
        assertThat(trained(template.source(), "<think>\nhm\n</think>\n\n"))
                .as("an answer each")
                .hasSizeGreaterThanOrEqualTo(MESSAGES / 2);
    }

    @Test
    void whereTheQuestionsTurnWritesTheAnswer() {
        String pairs =
                "{% for m in messages %}{% if m.role == 'user' %}Q: {{ m.content }}\nA: "
                        + "{{ loop.nextitem.content }}</s>\n{% endif %}{% endfor %}";
        assertThat(trained(pairs, "")).hasSize(MESSAGES / 2);
    }

    private static List<TextRange> trained(String source, String thought) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i += 2) {
            messages.add(Message.of("user", "Hi " + i));
            messages.add(Message.of("assistant", thought + "Hello " + i));
        }
        Conversation talk = new Conversation(messages);
        TextMask mask =
                new TextMask(
                        ChatTemplate.parse(source),
                        MaskPolicy.parse("assistant,no-reasoning"),
                        TOKENS,
                        TurnEnds.known(TOKENS));
        Rendering rendering = mask.render(talk, false);
        long before = used();
        List<TextRange> trained = mask.trained(talk, rendering, false);
        assertThat(Duration.ofNanos(used() - before)).isLessThan(ENOUGH);
        return trained;
    }

    /** Time of this thread on the processor, so that nothing depends on who else computes. */
    private static long used() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
