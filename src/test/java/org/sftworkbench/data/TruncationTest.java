package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A row that is too long loses its end or its beginning, ids and mask alike. */
class TruncationTest {
    private final LabelledExample row =
            new LabelledExample(new int[] {5, 6, 7, 8}, new boolean[] {false, false, true, true});

    @Test
    void theStartIsKept() {
        LabelledExample cut = new Truncation(3, Truncation.Kept.START).apply(row);

        assertThat(cut.inputIds()).containsExactly(5, 6, 7);
        assertThat(cut.trained()).containsExactly(false, false, true);
    }

    @Test
    void theEndIsKept() {
        LabelledExample cut = new Truncation(3, Truncation.Kept.END).apply(row);

        assertThat(cut.inputIds()).containsExactly(6, 7, 8);
        assertThat(cut.supervisedTokens()).isEqualTo(2);
    }

    @Test
    void theFirstTokenThatIsLeftHasNothingToPredictIt() {
        LabelledExample cut = new Truncation(2, Truncation.Kept.END).apply(row);

        assertThat(cut.trained()).containsExactly(true, true);
        assertThat(cut.supervisedTokens()).isEqualTo(1);
    }

    @Test
    void whatFitsIsTheSameRow() {
        assertThat(new Truncation(4, Truncation.Kept.END).apply(row)).isSameAs(row);
        assertThat(Truncation.NONE.apply(row)).isSameAs(row);
    }

    @Test
    void aLengthBelowNoneIsRefused() {
        assertThatThrownBy(() -> new Truncation(-1, Truncation.Kept.START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
