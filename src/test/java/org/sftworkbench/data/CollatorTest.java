package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The notes' collator: pad on the right, shift the labels left, ignore with -100. */
class CollatorTest {
    private static final LabelledExample LONG =
            new LabelledExample(
                    new int[] {10, 11, 12, 13}, new boolean[] {false, false, true, true});
    private static final LabelledExample SHORT =
            new LabelledExample(new int[] {20, 21}, new boolean[] {false, true});

    @Test
    void labelsStandOnePlaceBeforeTheTokenTheyName() {
        Batch batch = new RightPaddingCollator(9).collate(List.of(LONG, SHORT));
        assertThat(batch.rows()).isEqualTo(2);
        assertThat(batch.length()).isEqualTo(4);
        assertThat(batch.inputIds()).containsExactly(10, 11, 12, 13, 20, 21, 9, 9);
        assertThat(batch.attentionMask()).containsExactly(1, 1, 1, 1, 1, 1, 0, 0);
        assertThat(batch.shiftedLabels()).containsExactly(-100, 12, 13, -100, 21, -100, -100, -100);
    }

    @Test
    void bothConventionsNameTheSameTokens() {
        assertThat(LONG.alignedLabels()).containsExactly(-100, -100, 12, 13);
        assertThat(LONG.shiftedLabels()).containsExactly(-100, 12, 13, -100);
    }

    @Test
    void aTrainedFirstTokenHasNoPositionToPredictIt() {
        LabelledExample example = new LabelledExample(new int[] {5, 6}, new boolean[] {true, true});
        assertThat(example.shiftedLabels()).containsExactly(6, -100);
        assertThat(example.supervisedTokens()).isEqualTo(1);
    }
}
