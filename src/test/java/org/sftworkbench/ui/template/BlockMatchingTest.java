package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlockMatchingTest {
    /** What is lit with the caret where {@code ^} stands in the source. */
    private static List<String> lit(String marked) {
        int caret = marked.indexOf('^');
        String source = marked.replace("^", "");
        return BlockMatching.of(source, SyntaxScanner.scan(source)).around(caret).stream()
                .map(range -> range.start() + source.substring(range.start(), range.end()))
                .toList();
    }

    @Test
    void anIfBelongsToItsBranchesAndItsEnd() {
        assertThat(lit("{% if a %}1{%- elif ^b -%}2{% else %}3{% endif %}"))
                .containsExactly("3if", "15elif", "29else", "40endif");
    }

    @Test
    void aBlockInsideAnotherHasItsOwnEnd() {
        String source = "{% for m in l %}{% if m %}x{% endif %}{% ^endfor %}";
        assertThat(lit(source)).containsExactly("3for", "41endfor");
    }

    @Test
    void aSetThatAssignsHasNoEndAndOneThatCapturesHas() {
        assertThat(lit("{% set ^a = 1 %}{% set b %}x{% endset %}")).isEmpty();
        assertThat(lit("{% set a = 1 %}{% set ^b %}x{% endset %}"))
                .containsExactly("18set", "30endset");
    }

    @Test
    void aBlockThatIsStillOpenIsAlone() {
        assertThat(lit("{% if ^a %}{% for b in c %}{% endfor %}")).containsExactly("3if");
    }

    @Test
    void aForgottenEndDoesNotTakeTheEndOfTheBlockAroundIt() {
        assertThat(lit("{% for a in b %}{% if a %}{% endfor ^%}"))
                .containsExactly("3for", "29endfor");
    }

    @Test
    void bracketsBelongTogetherAcrossThoseInside() {
        assertThat(lit("{{ f^(a[0], {'b': (c)}) }}")).containsExactly("4(", "21)");
    }

    @Test
    void bracketsInStringsAndInTextAreNone() {
        assertThat(lit("(^ {{ ')' }}")).isEmpty();
        assertThat(lit("{{ (^')') }}")).containsExactly("3(", "7)");
    }

    @Test
    void whatIsRawIsText() {
        assertThat(lit("{% ^raw %}{% if a %}{% endraw %}")).containsExactly("3raw", "22endraw");
        assertThat(lit("{% raw %}{% if ^a %}{% endraw %}")).isEmpty();
    }
}
