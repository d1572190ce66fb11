package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each epoch takes every row once, in windows of so many batches. */
class BatchPlanTest {
    private static BatchPlan plan(int rows, int batchSize, int gradAccum, double epochs) {
        TrainingConfig config =
                TrainingConfig.TRL_DEFAULTS
                        .with(
                                new TrainingConfig.Batching(
                                        batchSize, gradAccum, true, LossNormalization.TOKEN_MEAN))
                        .with(new TrainingConfig.Course(epochs, 0, ScheduleKind.CONSTANT, 0));
        return new BatchPlan(rows, config);
    }

    private static List<Integer> rowsOf(List<int[]> window) {
        List<Integer> rows = new ArrayList<>();
        window.forEach(batch -> Arrays.stream(batch).forEach(rows::add));
        return rows;
    }

    @Test
    void anEpochTakesEachRowOnceAndItsLastWindowMayBeSmaller() {
        BatchPlan plan = plan(11, 2, 3, 2);
        assertThat(plan.totalSteps()).isEqualTo(4);
        for (int first : new int[] {1, 3}) {
            assertThat(plan.window(first)).hasSize(3);
            assertThat(plan.window(first + 1)).hasSize(3).last().matches(b -> b.length == 1);
            List<Integer> epoch = rowsOf(plan.window(first));
            epoch.addAll(rowsOf(plan.window(first + 1)));
            assertThat(epoch)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 11).boxed().toList());
        }
        assertThat(plan.epochAfter(4)).isEqualTo(2);
    }

    @Test
    void batchesThatAreSaidToBeLargerThanTheDataTakeAllOfIt() {
        int huge = Integer.MAX_VALUE;
        for (int[] sizes : new int[][] {{huge, 1}, {1, huge}, {huge, huge}, {100_000, 100_000}}) {
            BatchPlan plan = plan(7, sizes[0], sizes[1], 3);
            assertThat(plan.totalSteps()).as("%d x %d", sizes[0], sizes[1]).isEqualTo(3);
            for (int step = 1; step <= 3; step++) {
                assertThat(rowsOf(plan.window(step)))
                        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
            }
            assertThat(plan.epochAfter(3)).isEqualTo(3);
        }
    }
}
