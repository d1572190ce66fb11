package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;
import org.sftworkbench.ui.common.words.Words;

class TokenComparisonTest {
    private static List<TokenView> tokens(int... ids) {
        return Arrays.stream(ids).mapToObj(id -> token(Math.abs(id), id > 0)).toList();
    }

    private static TokenView token(int id, boolean trained) {
        return new TokenView(
                id, "t", "t", 0, 1, trained, false, 0, "user", null, new Origin.TemplateText());
    }

    @Test
    void theSameTokensWithAnotherMaskDifferWhereTheMaskDoes() {
        TokenComparison differences = TokenComparison.of(tokens(1, 2, 3), tokens(-1, 2, -3));
        assertThat(differences.differsLeft().stream()).containsExactly(0, 2);
        assertThat(differences.differsRight().stream()).containsExactly(0, 2);
        assertThat(differences.summary(Words.english())).contains("The same tokens; 2 of them");
    }

    @Test
    void tokensThatOneSideLacksAreMarkedAndTheRestStaysAligned() {
        TokenComparison differences =
                TokenComparison.of(tokens(1, 7, 2, 3, 4), tokens(1, 2, 3, 8, 9, -4));
        assertThat(differences.onlyLeft().stream()).containsExactly(1);
        assertThat(differences.onlyRight().stream()).containsExactly(3, 4);
        assertThat(differences.masksLeft().stream()).containsExactly(4);
        assertThat(differences.masksRight().stream()).containsExactly(5);
    }

    @Test
    void aSideWithoutTokensIsAllDifference() {
        TokenComparison differences = TokenComparison.of(tokens(), tokens(1, 2));
        assertThat(differences.differsRight().cardinality()).isEqualTo(2);
    }
}
