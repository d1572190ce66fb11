package org.sftworkbench.ui.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrawnPointsTest {
    private static final int MANY = 100_000;

    @Test
    void fewPointsAreDrawnAsTheyAre() {
        Points points = new Points();
        points.addAll(new double[] {1, 2, 3}, new double[] {5, 7, 6});

        DrawnPoints drawn = DrawnPoints.of(points, new StepRange(0, 10), 100);

        assertThat(drawn.steps()).containsExactly(1, 2, 3);
        assertThat(drawn.values()).containsExactly(5, 7, 6);
    }

    @Test
    void noPeakIsLostHoweverManyPointsShareAPixel() {
        Points points = noise();
        points.addAll(new double[] {MANY + 1.0, MANY + 2.0}, new double[] {99, -99});

        DrawnPoints drawn = DrawnPoints.of(points, new StepRange(0, MANY + 2.0), 600);

        assertThat(drawn.steps().length).isLessThanOrEqualTo(4 * 602);
        assertThat(drawn.bounds()).containsExactly(-99, 99);
        assertThat(drawn.steps()).isSorted();
        assertThat(points.size()).isEqualTo(MANY + 2);
    }

    @Test
    void everyColumnKeepsItsLeastAndGreatest() {
        Points points = noise();
        int columns = 250;

        DrawnPoints drawn = DrawnPoints.of(points, new StepRange(0, MANY), columns);

        for (int column = 0; column < columns; column++) {
            double from = column * (double) MANY / columns;
            double to = (column + 1) * (double) MANY / columns;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < points.size(); i++) {
                if (points.step(i) >= from && points.step(i) < to) {
                    greatest = Math.max(greatest, points.value(i));
                }
            }
            double wanted = greatest;
            assertThat(Arrays.stream(drawn.values()).anyMatch(v -> v == wanted)).isTrue();
        }
    }

    @Test
    void aLineRunsOnBeyondWhatIsShown() {
        Points points = new Points();
        points.addAll(new double[] {1, 5, 9, 13}, new double[] {1, 2, 3, 4});

        DrawnPoints drawn = DrawnPoints.of(points, new StepRange(6, 8), 100);

        assertThat(drawn.steps()).containsExactly(5, 9);
    }

    @Test
    void whatIsInfiniteIsKeptAndNotDrawn() {
        Points points = new Points();
        points.addAll(
                new double[] {1, 2, 3}, new double[] {1, Double.POSITIVE_INFINITY, Double.NaN});

        assertThat(points.size()).isEqualTo(2);
        assertThat(DrawnPoints.of(points, new StepRange(0, 4), 50).values()).containsExactly(1);
    }

    private static Points noise() {
        Random random = new Random(3);
        Points points = new Points();
        double[] steps = new double[MANY];
        double[] values = new double[MANY];
        for (int i = 0; i < MANY; i++) {
            steps[i] = i;
            values[i] = random.nextGaussian();
        }
        points.addAll(steps, values);
        return points;
    }
}
