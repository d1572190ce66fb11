package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;

class TokenNamesTest {
    @Test
    void piecesOfOneCharacterAreNumbered() {
        assertThat(TokenNames.of(List.of(token("a", 0, 1), token("𠮷", 1, 3), token("𠮷", 1, 3))))
                .containsExactly("a", "𠮷₁", "𠮷₂");
    }

    @Test
    void theNumbersBeginAnewWithTheNextCharacter() {
        assertThat(TokenNames.of(List.of(token("字", 0, 1), token("字", 0, 1), token("字", 1, 2))))
                .containsExactly("字₁", "字₂", "字");
    }

    @Test
    void aTokenWithoutTextShowsItsName() {
        assertThat(TokenNames.of(List.of(token("", 3, 3)))).containsExactly("name");
    }

    private static TokenView token(String text, int start, int end) {
        return new TokenView(
                1,
                "name",
                text,
                start,
                end,
                false,
                false,
                0,
                "user",
                null,
                new Origin.TemplateText());
    }
}
