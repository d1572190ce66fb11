package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;
import org.sftworkbench.ui.common.SequenceAlignment;
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

    /** Against the textbook table of longest common subsequences. */
    @Test
    void alignmentsLeaveTheFewestTokensOver() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int[] a = IntStream.range(0, random.nextInt(25)).map(i -> random.nextInt(5)).toArray();
            int[] b = IntStream.range(0, random.nextInt(25)).map(i -> random.nextInt(5)).toArray();
            int[] partner = SequenceAlignment.of(a, b, 1000);
            List<Integer> taken = new ArrayList<>();
            for (int i = 0; i < a.length; i++) {
                if (partner[i] >= 0) {
                    assertThat(b[partner[i]]).isEqualTo(a[i]);
                    taken.add(partner[i]);
                }
            }
            assertThat(taken).isSorted().doesNotHaveDuplicates().hasSize(longestCommon(a, b));
        }
    }

    private static int longestCommon(int[] a, int[] b) {
        int[][] best = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                best[i][j] =
                        a[i - 1] == b[j - 1]
                                ? best[i - 1][j - 1] + 1
                                : Math.max(best[i - 1][j], best[i][j - 1]);
            }
        }
        return best[a.length][b.length];
    }

    @Test
    void beyondTheLimitNothingIsTakenToBeTheSame() {
        assertThat(SequenceAlignment.of(new int[] {1, 2, 3}, new int[] {4, 2, 5}, 2))
                .containsExactly(-1, -1, -1);
    }
}
