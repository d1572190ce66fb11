package org.sftworkbench.ui.common.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MovingAverageTest {
    @Test
    void startsAtTheFirstValueAndFollows() {
        MovingAverage average = new MovingAverage(0.5);

        assertThat(average.add(4)).isEqualTo(4);
        assertThat(average.add(1)).isCloseTo((0.5 * 4 + 1) / 1.5, within(1e-12));
        assertThat(average.add(1)).isCloseTo((0.25 * 4 + 0.5 + 1) / 1.75, within(1e-12));
    }

    @Test
    void constantStaysAsItIs() {
        MovingAverage average = new MovingAverage(0.9);
        for (int i = 0; i < 50; i++) {
            assertThat(average.add(2.5)).isCloseTo(2.5, within(1e-12));
        }
    }
}
