package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;

/** Packs hold every row once, are filled well, and change nothing but what shares a step. */
class PackingTest {
    @Test
    void everyRowStandsInOnePackThatIsNotTooLong() {
        Random random = new Random(4);
        int[] lengths = random.ints(500, 1, 257).toArray();
        for (PackingStrategy strategy : PackingStrategy.values()) {
            List<int[]> packs = Packing.of(lengths, 256, strategy);
            List<Integer> rows = new ArrayList<>();
            for (int[] pack : packs) {
                assertThat(Arrays.stream(pack).map(row -> lengths[row]).sum())
                        .isLessThanOrEqualTo(256);
                Arrays.stream(pack).forEach(rows::add);
            }
            assertThat(rows).hasSize(500).doesNotHaveDuplicates();
            // No packing needs fewer packs than this many tokens fill.
            int least = (Arrays.stream(lengths).sum() + 255) / 256;
            assertThat(packs.size()).isLessThanOrEqualTo(least + least / 20 + 1);
        }
    }

    @Test
    void bestFitFillsTheTightestPackAndFirstFitTheFirst() {
        int[] lengths = {8, 5, 4, 1};
        assertThat(Packing.of(lengths, 10, PackingStrategy.BFD))
                .containsExactly(new int[] {0}, new int[] {1, 2, 3});
        assertThat(Packing.of(lengths, 10, PackingStrategy.FFD))
                .containsExactly(new int[] {0, 3}, new int[] {1, 2});
    }

    /**
     * What {@code pack_dataset} of TRL 1.13 makes of 2,300 rows for packs of 10 tokens, rows of 7
     * tokens up to the 1,150th and rows of 3 from there on: it packs a thousand rows at a time, so
     * that the first thousand rows of 7 find none of 3.
     */
    @Test
    void bestFitPacksAThousandRowsAtATimeAsTrl() {
        int[] lengths = IntStream.range(0, 2_300).map(row -> row < 1_150 ? 7 : 3).toArray();
        List<int[]> packs = Packing.of(lengths, 10, PackingStrategy.BFD);
        assertThat(packs).hasSize(1_484);
        assertThat(packs.subList(0, 1_000)).allSatisfy(pack -> assertThat(pack).hasSize(1));
        assertThat(packs.get(1_000)).containsExactly(1_000, 1_150);
        assertThat(Packing.of(lengths, 10, PackingStrategy.FFD)).hasSize(1_150);
    }

    @Test
    void firstFitIsWhatLookingThroughAllPacksFinds() {
        Random random = new Random(11);
        for (int rows : new int[] {0, 1, 2, 3, 64, 65, 200}) {
            int[] lengths = random.ints(rows, 1, 33).toArray();
            List<List<Integer>> packs = new ArrayList<>();
            IntStream.range(0, rows)
                    .boxed()
                    .sorted(Comparator.comparingInt(row -> -lengths[row]))
                    .forEach(
                            row -> {
                                for (List<Integer> pack : packs) {
                                    int full = pack.stream().mapToInt(r -> lengths[r]).sum();
                                    if (full + lengths[row] <= 32) {
                                        pack.add(row);
                                        return;
                                    }
                                }
                                packs.add(new ArrayList<>(List.of(row)));
                            });
            packs.forEach(Collections::sort);
            packs.sort(Comparator.comparingInt(pack -> pack.get(0)));
            assertThat(
                            Packing.of(lengths, 32, PackingStrategy.FFD).stream()
                                    .map(pack -> Arrays.stream(pack).boxed().toList())
                                    .toList())
                    .isEqualTo(packs);
        }
    }

    @Test
    void aRowThatFitsExactlyFillsItsPack() {
        assertThat(Packing.of(new int[] {3, 5, 8, 5}, 8, PackingStrategy.BFD))
                .containsExactly(new int[] {0, 1}, new int[] {2}, new int[] {3});
    }

    @Test
    void packedStepsLearnWhatTheSameRowsTogetherTeach() {
        List<LabelledExample> rows = rows();
        int total = rows.stream().mapToInt(LabelledExample::length).sum();
        double together = firstLoss(rows, config(rows.size(), 0), StepOptions.DEFAULTS);
        double padded = firstLoss(rows, config(rows.size(), 0), new StepOptions(true, false, true));
        double packed =
                firstLoss(rows, config(1, total), new StepOptions(false, false, true, true));
        assertThat(packed).isEqualTo(together);
        assertThat(padded).isCloseTo(together, within(1e-5));
    }

    @Test
    void packingNeedsALength() {
        assertThatThrownBy(
                        () ->
                                new RowPlan(
                                        rows(),
                                        config(1, 0),
                                        new StepOptions(false, false, true, true)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("maximum length");
    }

    private static double firstLoss(
            List<LabelledExample> rows, TrainingConfig config, StepOptions options) {
        RecordedSteps recorded = new RecordedSteps();
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            new Trainer(model, rows, config, options, 0).run(recorded, new Cancellation());
        }
        return recorded.steps().get(0).loss();
    }

    private static List<LabelledExample> rows() {
        List<LabelledExample> rows = new ArrayList<>();
        for (int[] ids : GoldenModel.QWEN3.rows()) {
            boolean[] trained = new boolean[ids.length];
            Arrays.fill(trained, ids.length / 2, ids.length, true);
            rows.add(new LabelledExample(ids, trained));
        }
        return rows;
    }

    private static TrainingConfig config(int batchSize, int maxLength) {
        return new TrainingConfig(
                TrainingConfig.Optimizer.of(1e-3, 0, 1),
                new TrainingConfig.Course(1, 1, ScheduleKind.CONSTANT, 0),
                new TrainingConfig.Batching(batchSize, 1, false, LossNormalization.TOKEN_MEAN),
                new LengthPolicy(maxLength, LengthPolicy.Overlong.FILTER),
                0);
    }
}
