package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.template.TextRange;

class SourceRangesTest {
    private static final String SOURCE = "<s>{{ a }}\nmid {% if b %}x{% endif %}";

    @Test
    void anOutputNodeReachesToItsClosingBraces() {
        assertThat(cut(SourceRanges.node(SOURCE, new TemplatePosition(1, 4)))).isEqualTo("{{ a }}");
    }

    @Test
    void literalTextReachesToTheNextTag() {
        assertThat(cut(SourceRanges.node(SOURCE, new TemplatePosition(1, 1)))).isEqualTo("<s>");
        assertThat(cut(SourceRanges.node(SOURCE, new TemplatePosition(2, 1)))).isEqualTo("mid ");
    }

    @Test
    void anErrorIsUnderlinedToTheEndOfItsLine() {
        assertThat(cut(SourceRanges.error(SOURCE, new TemplatePosition(1, 4))))
                .isEqualTo("{{ a }}");
    }

    @Test
    void anErrorAtTheEndOfALineUnderlinesTheCharacterBefore() {
        assertThat(SourceRanges.error("ab", new TemplatePosition(1, 3)))
                .isEqualTo(new TextRange(1, 2));
    }

    @Test
    void aPlaceBehindTheSourceIsItsEnd() {
        assertThat(SourceRanges.index("ab", new TemplatePosition(9, 9))).isEqualTo(2);
    }

    private static String cut(TextRange range) {
        return SOURCE.substring(range.start(), range.end());
    }
}
