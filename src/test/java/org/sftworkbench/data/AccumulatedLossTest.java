package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Token mean does not depend on how rows are split; mean of means does. */
class AccumulatedLossTest {
    private final List<RowLoss> rows =
            List.of(new RowLoss(6, 6), new RowLoss(4, 2), new RowLoss(9, 3));

    @Test
    void tokenMeanIsTheSameHoweverRowsAreSplit() {
        for (int count = 1; count <= 3; count++) {
            assertThat(AccumulatedLoss.of(rows, count).tokenMean())
                    .isCloseTo(19 / 11.0, within(1e-12));
        }
    }

    @Test
    void meanOfMeansWeighsMicroBatchesAlike() {
        AccumulatedLoss two = AccumulatedLoss.of(rows, 2);

        assertThat(two.microBatches()).containsExactly(new RowLoss(10, 8), new RowLoss(9, 3));
        assertThat(two.meanOfMeans()).isCloseTo((10 / 8.0 + 9 / 3.0) / 2, within(1e-12));
        // A token of the second micro-batch counts 8 / 3 times as much as one of the first.
        assertThat(two.weight(1) / two.weight(0)).isCloseTo(8 / 3.0, within(1e-12));
    }

    @Test
    void weightsOfAllTokensAddUpToTheirNumber() {
        AccumulatedLoss three = AccumulatedLoss.of(rows, 3);
        double sum = 0;
        for (int m = 0; m < 3; m++) {
            sum += three.weight(m) * rows.get(m).tokens();
        }
        assertThat(sum).isCloseTo(11, within(1e-12));
    }

    @Test
    void oneMicroBatchIsTheTokenMean() {
        AccumulatedLoss one = AccumulatedLoss.of(rows, 1);
        assertThat(one.meanOfMeans()).isEqualTo(one.tokenMean());
    }

    @Test
    void aMicroBatchWithoutSupervisedTokensHasNoMean() {
        AccumulatedLoss window =
                AccumulatedLoss.of(List.of(new RowLoss(6, 6), new RowLoss(0, 0)), 2);

        assertThat(window.tokenMean()).isEqualTo(1);
        assertThat(window.meanOfMeans()).isNaN();
    }

    @Test
    void rowsAreSplitAsEvenlyAsTheyGo() {
        assertThat(AccumulatedLoss.ends(8, 3)).containsExactly(3, 6, 8);
        assertThat(AccumulatedLoss.ends(3, 3)).containsExactly(1, 2, 3);
    }
}
