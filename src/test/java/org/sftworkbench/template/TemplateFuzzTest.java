package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.template.value.Limits;

/**
 * Random templates on random messages: they render or raise, always the same, and what they render
 * is tiled by its spans. Many more of them with {@code -Dsft.full=true}.
 */
class TemplateFuzzTest {
    private static final int TEMPLATES = Boolean.getBoolean("sft.full") ? 200_000 : 3_000;
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Limits TIGHT = new Limits(500, 300, 20);

    @Test
    void eachRendersOrRaisesAlwaysTheSameAndSpansTileTheText() {
        int rendered = 0;
        for (int seed = 0; seed < TEMPLATES; seed++) {
            Random random = new Random(seed);
            TemplateGrammar grammar = new TemplateGrammar(random);
            RenderRequest request = request(grammar, random);
            String source = grammar.template();
            Object first = render(source, request, Limits.STANDARD);
            assertThat(render(source, request, Limits.STANDARD)).as(source).isEqualTo(first);
            if (first instanceof Rendering rendering) {
                rendered++;
                SpanAssertions.tile(rendering);
                SpanAssertions.matchInput(rendering, request);
                assertWithin(rendering, source);
            }
        }
        // A grammar whose templates all raise would show nothing.
        assertThat(rendered).isGreaterThan(TEMPLATES / 8);
    }

    @Test
    void tightLimitsEitherHoldOrChangeNothing() {
        int stopped = 0;
        for (int seed = 0; seed < TEMPLATES; seed++) {
            Random random = new Random(seed);
            TemplateGrammar grammar = new TemplateGrammar(random);
            RenderRequest request = request(grammar, random);
            String source = grammar.template();
            if (render(source, request, TIGHT) instanceof Rendering within) {
                assertThat(within.text().length()).isLessThanOrEqualTo(TIGHT.size());
                assertThat(render(source, request, Limits.STANDARD)).as(source).isEqualTo(within);
            } else if (render(source, request, Limits.STANDARD) instanceof Rendering) {
                stopped++;
            }
        }
        assertThat(stopped).isPositive();
    }

    /** The rendering, or the message it was refused with; any other exception fails the test. */
    private static Object render(String source, RenderRequest request, Limits limits) {
        try {
            return ChatTemplate.parse(source).render(request, limits, CLOCK);
        } catch (TemplateException e) {
            return e.getMessage();
        }
    }

    private static void assertWithin(Rendering rendering, String source) {
        for (TextRange range : rendering.generation()) {
            assertThat(range.start()).as(source).isBetween(0, range.end());
            assertThat(range.end()).as(source).isLessThanOrEqualTo(rendering.text().length());
        }
    }

    private static RenderRequest request(TemplateGrammar grammar, Random random) {
        List<Message> messages = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("role", i % 2 == 0 ? "user" : "assistant");
            fields.put("content", random.nextInt(9) == 0 ? null : grammar.content());
            messages.add(new Message(fields));
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("s", grammar.content());
        variables.put("n", random.nextInt(4));
        variables.put("l", List.of(1, "b", 2.5, List.of("c", grammar.content())));
        variables.put("d", Map.of("a", grammar.content()));
        return new RenderRequest(new Conversation(messages), random.nextBoolean(), variables);
    }
}
