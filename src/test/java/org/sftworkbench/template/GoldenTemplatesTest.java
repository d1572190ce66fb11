package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real chat templates render as transformers renders them. */
class GoldenTemplatesTest {
    private final GoldenCases golden = new GoldenCases();

    @Test
    void everyCaseRendersTheSameTextOrRaises() {
        List<String> wrong = new ArrayList<>();
        for (GoldenCases.Case each : GoldenCases.all()) {
            String actual;
            try {
                actual = golden.template(each).render(each.request()).text();
            } catch (TemplateException e) {
                actual = null;
                if (!each.raises()) {
                    wrong.add(each + ": " + e.getMessage());
                    continue;
                }
            }
            if (each.raises() ? actual != null : !each.expected().equals(actual)) {
                wrong.add(each + ":\n" + actual + "\n--- expected\n" + each.json());
            }
        }
        assertThat(wrong).as("first of %s", wrong.size()).isEmpty();
    }

    @Test
    void raisedMessagesAreTheTemplatesOwn() {
        for (GoldenCases.Case each : GoldenCases.all()) {
            if (each.raises()) {
                String error = each.json().get("error").asText();
                String message = error.substring(error.indexOf(':') + 2);
                assertThatThrownBy(() -> golden.template(each).render(each.request()))
                        .as(each.toString())
                        .isInstanceOf(TemplateException.class)
                        .hasMessageContaining(message);
            }
        }
    }

    @Test
    void generationBlocksLieWhereTransformersFindsThem() {
        int checked = 0;
        for (GoldenCases.Case each : GoldenCases.all()) {
            if (!each.raises() && each.json().has("generation_spans")) {
                Rendering rendering = golden.template(each).render(each.request());
                assertThat(rendering.generation()).as(each.toString()).isEqualTo(each.generation());
                checked++;
            }
        }
        assertThat(checked).isEqualTo(594);
    }

    @Test
    void spansTileTheTextAndInputCharactersMatchTheirSource() {
        for (GoldenCases.Case each : GoldenCases.all()) {
            if (!each.raises()) {
                RenderRequest request = each.request();
                Rendering rendering = golden.template(each).render(request);
                SpanAssertions.tile(rendering);
                SpanAssertions.matchInput(rendering, request);
            }
        }
    }
}
