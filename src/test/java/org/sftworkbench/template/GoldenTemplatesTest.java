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
                assertThat(sameGeneration(rendering, each.generation()))
                        .as(each.toString())
                        .isTrue();
                checked++;
            }
        }
        assertThat(checked).isEqualTo(594);
    }

    private static boolean sameGeneration(Rendering rendering, List<TextRange> golden) {
        return rendering.generation().equals(golden);
    }

    @Test
    void aMovedBoundaryOfAnyGoldenGenerationBlockIsSeen() {
        int mutants = 0;
        for (GoldenCases.Case each : GoldenCases.all()) {
            if (each.raises() || !each.json().has("generation_spans")) {
                continue;
            }
            Rendering rendering = golden.template(each).render(each.request());
            for (List<TextRange> mutant : mutants(each.generation())) {
                assertThat(sameGeneration(rendering, mutant)).as(each + " as " + mutant).isFalse();
                mutants++;
            }
        }
        assertThat(mutants).isGreaterThan(594);
    }

    /** Each boundary one further and one nearer, each block left out, and one block too many. */
    private static List<List<TextRange>> mutants(List<TextRange> golden) {
        List<List<TextRange>> mutants = new ArrayList<>();
        for (int i = 0; i < golden.size(); i++) {
            TextRange range = golden.get(i);
            for (int move : new int[] {-1, 1}) {
                mutants.add(with(golden, i, range.start() + move, range.end()));
                mutants.add(with(golden, i, range.start(), range.end() + move));
            }
            List<TextRange> fewer = new ArrayList<>(golden);
            fewer.remove(i);
            mutants.add(fewer);
        }
        List<TextRange> more = new ArrayList<>(golden);
        more.add(new TextRange(0, 1));
        mutants.add(more);
        return mutants;
    }

    private static List<TextRange> with(List<TextRange> golden, int index, int start, int end) {
        List<TextRange> mutant = new ArrayList<>(golden);
        mutant.set(index, new TextRange(start, end));
        return mutant;
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
