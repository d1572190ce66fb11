package org.sftworkbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceAlignmentTest {
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
