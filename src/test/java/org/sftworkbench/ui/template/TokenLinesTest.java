package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;

class TokenLinesTest {
    @Test
    void aLineEndsAfterALineFeed() {
        assertThat(lines(1000, token("a\n", 0), token("b", 0))).containsExactly("0-1", "1-2");
    }

    @Test
    void aLineEndsWhereAnotherMessageBegins() {
        List<TokenLine> lines =
                TokenLines.of(
                        List.of(token("a", 0), token("b", 0), token("c", 1)), i -> 10, 2, 1000);
        assertThat(lines)
                .containsExactly(
                        new TokenLine(0, 2, 0, "role0", true),
                        new TokenLine(2, 3, 1, "role1", true));
    }

    @Test
    void aLineIsNeverWiderThanThereIsRoom() {
        assertThat(lines(34, token("a", 0), token("b", 0), token("c", 0), token("d", 0)))
                .containsExactly("0-3", "3-4");
    }

    @Test
    void aTokenWiderThanTheRoomHasALineOfItsOwn() {
        assertThat(lines(5, token("a", 0), token("b", 0))).containsExactly("0-1", "1-2");
    }

    @Test
    void aLineFeedThatAMessageOpensWithDoesNotStandAlone() {
        assertThat(lines(1000, token("\n", 0), token("#", 0), token("USER", 0)))
                .containsExactly("0-3");
    }

    @Test
    void noTokensMakeNoLines() {
        assertThat(lines(100)).isEmpty();
    }

    private static List<String> lines(double available, TokenView... tokens) {
        List<String> ranges = new ArrayList<>();
        for (TokenLine line : TokenLines.of(List.of(tokens), i -> 10, 2, available)) {
            ranges.add(line.from() + "-" + line.to());
        }
        return ranges;
    }

    private static TokenView token(String text, int message) {
        return new TokenView(
                1,
                text,
                text,
                0,
                text.length(),
                false,
                false,
                message,
                "role" + message,
                null,
                new Origin.TemplateText());
    }
}
