package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that share a sequence do not see each other. */
class AttentionBlocksTest {
    private final AttentionBlocks packed = AttentionBlocks.of(3, 2, 4);

    @Test
    void aTokenSeesItsOwnRowUpToItself() {
        assertThat(packed.sees(4, 3)).isTrue();
        assertThat(packed.sees(4, 4)).isTrue();
        assertThat(packed.sees(3, 4)).isFalse();
        assertThat(packed.sees(4, 2)).isFalse();
        assertThat(packed.leaks(4, 2)).isTrue();
        assertThat(packed.leaks(2, 4)).isFalse();
    }

    @Test
    void theCountsAreThoseOfTheCells() {
        long sees = 0;
        long leaks = 0;
        for (int i = 0; i < packed.size(); i++) {
            for (int j = 0; j < packed.size(); j++) {
                sees += packed.sees(i, j) ? 1 : 0;
                leaks += packed.leaks(i, j) ? 1 : 0;
            }
        }
        assertThat(packed.pairs()).isEqualTo(sees).isEqualTo(6 + 3 + 10);
        assertThat(packed.leakedPairs()).isEqualTo(leaks).isEqualTo(3 * 2 + 5 * 4);
    }

    @Test
    void paddingIsSeenByNobodyAndLeaksNothing() {
        AttentionBlocks padded = new AttentionBlocks(5, List.of(new AttentionBlocks.Block(2, 5)));

        assertThat(padded.blockAt(1)).isEqualTo(-1);
        assertThat(padded.sees(3, 1)).isFalse();
        assertThat(padded.sees(1, 1)).isFalse();
        assertThat(padded.leaks(3, 1)).isFalse();
        assertThat(padded.leakedPairs()).isZero();
    }

    @Test
    void rowsThatOverlapAreRefused() {
        assertThatThrownBy(
                        () ->
                                new AttentionBlocks(
                                        5,
                                        List.of(
                                                new AttentionBlocks.Block(0, 3),
                                                new AttentionBlocks.Block(2, 5))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
