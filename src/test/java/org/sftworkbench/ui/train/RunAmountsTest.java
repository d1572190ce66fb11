package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.ui.common.words.Words;

/** Which rows are counted, before a run and of it. */
class RunAmountsTest {
    /** Ten rows of 2 to 11 tokens, of which the last one counts. */
    private static EncodedRows rows() {
        List<LabelledExample> rows =
                IntStream.rangeClosed(2, 11)
                        .mapToObj(
                                length -> {
                                    boolean[] trained = new boolean[length];
                                    trained[length - 1] = true;
                                    return new LabelledExample(new int[length], trained);
                                })
                        .toList();
        return EncodedRows.of(List.of(), rows, List.of(), OffsetDateTime.MIN);
    }

    private static String told(double heldOut, int maxLength) {
        LengthPolicy length = new LengthPolicy(maxLength, LengthPolicy.Overlong.FILTER);
        return RunAmounts.of(rows(), heldOut, 1, length).rows(Words.english());
    }

    @Test
    void whereSoManyCannotBeHeldOutNoneAre() {
        assertThat(told(10, 100)).isEqualTo("10 rows");
        assertThat(told(200, 100)).isEqualTo("10 rows");
        assertThat(told(9, 100)).isEqualTo("1 row + 9 held out");
    }

    @Test
    void rowsAreThoseThatAreTrainedOnAsTheRunCountsThem() {
        assertThat(told(0, 100)).isEqualTo("10 rows");
        assertThat(told(0, 7)).isEqualTo("6 rows, 4 left out");
        assertThat(told(0.2, 100)).isEqualTo("8 rows + 2 held out");
        assertThat(told(0.2, 1)).isEqualTo("0 rows + 2 held out, 8 left out");
    }
}
