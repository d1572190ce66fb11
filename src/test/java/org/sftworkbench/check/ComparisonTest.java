package org.sftworkbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.template.Origin;
import org.sftworkbench.tokenizer.Tokenizer;

/** Two encodings of a row stand side by side, and what differs is marked. */
class ComparisonTest {
    @Test
    void twoPoliciesDifferInTheMaskOnly() {
        AnnotatedExample every = encoded(Bench.chatMl("assistant"));
        AnnotatedExample last = encoded(Bench.chatMl("last-assistant"));
        Comparison comparison = Comparison.of(every, last);

        assertThat(comparison.pairs()).hasSize(every.tokens().size());
        assertThat(comparison.pairs()).allMatch(p -> p.left() == p.right());
        assertThat(comparison.pairs().stream().filter(Comparison.Pair::differs).toList())
                .isNotEmpty()
                .allMatch(p -> every.tokens().get(p.left()).message() == 1);
        assertThat(Comparison.of(every, every).differences()).isZero();
    }

    @Test
    void twoTemplatesDifferWhereOneWritesMore() {
        AnnotatedExample plain = encoded(Bench.chatMl("assistant"));
        AnnotatedExample thinking =
                encoded(Bench.options(BuiltInTemplate.QWEN3.source(), "assistant", Map.of()));
        Comparison comparison = Comparison.of(plain, thinking);

        List<Comparison.Pair> different =
                comparison.pairs().stream().filter(Comparison.Pair::differs).toList();
        assertThat(different).isNotEmpty().allMatch(p -> p.left() < 0);
        StringBuilder more = new StringBuilder();
        different.forEach(p -> more.append(thinking.tokens().get(p.right()).text()));
        assertThat(more.toString().strip()).isEqualTo("<think>\n\n</think>");
        assertThat(
                        comparison.pairs().stream()
                                .map(Comparison.Pair::right)
                                .filter(right -> right >= 0)
                                .toList())
                .hasSize(thinking.tokens().size())
                .isSorted();
    }

    /** Of two long rows with nothing in common, each token stands alone. */
    @Test
    void rowsThatDifferThroughoutKeepEveryToken() {
        List<TokenView> left = tokens(6_000, 1);
        List<TokenView> right = tokens(5_000, 2);
        assertThat(Comparison.of(left, right).pairs())
                .hasSize(11_000)
                .noneMatch(p -> p.left() >= 0 && p.right() >= 0);
    }

    private static List<TokenView> tokens(int count, int id) {
        return Collections.nCopies(
                count,
                new TokenView(
                        id,
                        "t",
                        "t",
                        0,
                        1,
                        true,
                        false,
                        0,
                        "user",
                        null,
                        new Origin.TemplateText()));
    }

    private static AnnotatedExample encoded(EncodingOptions options) {
        try (Tokenizer tokenizer = Bench.starter()) {
            return new ExampleEncoder(tokenizer, options).encode(Bench.TALK);
        }
    }
}
