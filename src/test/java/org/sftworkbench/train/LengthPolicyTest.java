package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.LabelledExample;

/**
 * Long rows are left out or cut on the side that was asked for, and rows are held out by a seed.
 */
class LengthPolicyTest {
    /** Trained in the middle: tokens 3 and 4 of six. */
    private static final LabelledExample LONG =
            new LabelledExample(
                    new int[] {10, 11, 12, 13, 14, 15},
                    new boolean[] {false, false, false, true, true, false});

    private static final LabelledExample SHORT =
            new LabelledExample(new int[] {20, 21}, new boolean[] {false, true});

    @Test
    void rowsBeyondTheLimitAreLeftOut() {
        assertThat(usable(4, LengthPolicy.Overlong.FILTER)).containsExactly(SHORT);
        assertThat(usable(6, LengthPolicy.Overlong.FILTER)).containsExactly(LONG, SHORT);
        assertThat(usable(0, LengthPolicy.Overlong.FILTER)).containsExactly(LONG, SHORT);
    }

    @Test
    void rowsAreCutOnEitherSide() {
        assertThat(usable(4, LengthPolicy.Overlong.KEEP_START))
                .containsExactly(
                        new LabelledExample(
                                new int[] {10, 11, 12, 13},
                                new boolean[] {false, false, false, true}),
                        SHORT);
        assertThat(usable(4, LengthPolicy.Overlong.KEEP_END))
                .containsExactly(
                        new LabelledExample(
                                new int[] {12, 13, 14, 15},
                                new boolean[] {false, true, true, false}),
                        SHORT);
    }

    @Test
    void whatIsKnownOfEachTokenIsCutAsTheRowIs() {
        List<Integer> ids = Arrays.stream(LONG.inputIds()).boxed().toList();
        for (LengthPolicy.Overlong overlong : LengthPolicy.Overlong.values()) {
            for (int most : new int[] {0, 1, 4, 6, 7}) {
                LengthPolicy policy = new LengthPolicy(most, overlong);
                assertThat(policy.cut(ids))
                        .containsExactlyElementsOf(
                                Arrays.stream(policy.cut(LONG).inputIds()).boxed().toList());
            }
        }
    }

    @Test
    void rowsOfWhichNoneCanBeTrainedOnAreRefusedWithTheReason() {
        LengthPolicy policy = new LengthPolicy(1, LengthPolicy.Overlong.KEEP_START);
        assertThatThrownBy(() -> policy.trainable(List.of(LONG, SHORT)))
                .isInstanceOf(TrainingException.class)
                .hasMessage("none of the 2 rows has a supervised token among its first 1 tokens");
        assertThatThrownBy(() -> policy.trainable(List.of()))
                .hasMessage("there are no rows to train on");
    }

    @Test
    void aRowThatLosesEveryTrainedTokenIsLeftOut() {
        assertThat(usable(3, LengthPolicy.Overlong.KEEP_START)).containsExactly(SHORT);
        // The first token that is kept has nothing before it that could predict it.
        assertThat(usable(2, LengthPolicy.Overlong.KEEP_END)).containsExactly(SHORT);
    }

    private static List<LabelledExample> usable(int most, LengthPolicy.Overlong overlong) {
        return new LengthPolicy(most, overlong).usable(List.of(LONG, SHORT));
    }
}
