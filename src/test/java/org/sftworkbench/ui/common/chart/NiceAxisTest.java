package org.sftworkbench.ui.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fair_acc.chartfx.ui.geometry.Side;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.common.Figures;

class NiceAxisTest {
    @Test
    void ticksStandAtOneTwoOrFiveTimesAPowerOfTen() {
        assertThat(NiceAxis.nice(2.3, 0)).isEqualTo(5);
        assertThat(NiceAxis.nice(1.7, 0)).isEqualTo(2);
        assertThat(NiceAxis.nice(60, 0)).isEqualTo(100);
        assertThat(NiceAxis.nice(1.2e-4, 0))
                .isCloseTo(2e-4, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void aNumberThatNoAxisHasRoomForIsWrittenWithAnExponent() {
        TickLabels labels = new TickLabels();
        assertThat(labels.toString(1e30)).isEqualTo("1e30");
        assertThat(labels.toString(-2.5e12)).isEqualTo("-2.5e12");
        assertThat(labels.toString(20_000)).isEqualTo("20,000");
        assertThat(Figures.ofThree(1e30)).isEqualTo("1e30");
        assertThat(Figures.ofThree(12_345)).isEqualTo("12300");
    }

    @Test
    void aLowAxisHasATickBesideZero() {
        NiceAxis axis = new NiceAxis("", 0);
        axis.setSide(Side.LEFT);
        axis.set(0, 0.72);
        assertThat(axis.computeTickUnit(0.6)).isEqualTo(0.5);
        axis.set(0, 10.3);
        assertThat(axis.computeTickUnit(9)).isEqualTo(10);
        assertThat(axis.computeTickUnit(10.2)).isEqualTo(10);
        assertThat(axis.computeTickUnit(3)).as("where there is room for more").isEqualTo(5);
        axis.resize(30, 40);
        assertThat(axis.computeTickUnit(9)).as("whose label has room below the top").isEqualTo(5);
    }

    @Test
    void stepsAreWholeNumbers() {
        assertThat(NiceAxis.nice(0.2, 1)).isEqualTo(1);
        assertThat(NiceAxis.nice(0, 1)).isEqualTo(1);
    }
}
