package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.MemoryNeed;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ModelShape;
import org.sftworkbench.model.OneDnn;
import org.sftworkbench.model.Precision;
import org.sftworkbench.model.TrainedAs;

/** A forecast is of the largest batch that the run will see, and is there at once. */
class MemoryForecastTest {
    private static final ModelConfig MODEL = ModelConfig.read(GoldenModel.QWEN3.directory());

    private static LabelledExample row(int length) {
        boolean[] all = new boolean[length];
        Arrays.fill(all, true);
        return new LabelledExample(new int[length], all);
    }

    private static long total(List<LabelledExample> rows, TrainingConfig config) {
        return MemoryForecast.of(
                        MODEL,
                        new TrainedAs(Precision.FLOAT32, Optional.empty(), false),
                        rows,
                        config,
                        StepOptions.DEFAULTS,
                        0)
                .need()
                .total();
    }

    @Test
    void theLongestRowCountsWhereverItStands() {
        List<LabelledExample> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(row(4));
        }
        long small = total(rows, TrainingConfig.TRL_DEFAULTS);
        rows.set(77, row(1000));
        assertThat(total(rows, TrainingConfig.TRL_DEFAULTS)).isGreaterThan(small);
    }

    @Test
    @Timeout(20)
    void aRunOfAnyNumberOfStepsIsForecast() {
        List<LabelledExample> rows = List.of(row(4), row(9), row(30));
        TrainingConfig endless = TrainingConfig.TRL_DEFAULTS.withSteps(Integer.MAX_VALUE);
        assertThat(total(rows, endless)).isEqualTo(total(rows, TrainingConfig.TRL_DEFAULTS));
    }

    /** Qwen3-0.6B's shape on an H100: tokens and supervised ones of the largest batch, and GB. */
    @ParameterizedTest
    @CsvSource({
        "BF16, 0, false, 990, 753, 14.02",
        "BF16, 0, false, 576, 422, 12.44",
        "BF16, 0, false, 1870, 1166, 15.26",
        "BF16, 0, false, 8192, 2048, 29.78",
        "BF16, 0, true, 8192, 2048, 11.88",
        "BF16, 16, false, 4096, 1024, 14.16",
        "FLOAT32, 0, false, 990, 753, 12.82",
        "FLOAT32, 0, false, 576, 422, 11.51",
    })
    void whatAGpuHadInUseIsForecastWithin15Percent(
            Precision precision,
            int rank,
            boolean checkpointing,
            long tokens,
            long supervised,
            double measured) {
        TrainedAs as = new TrainedAs(precision, lora(rank), true);
        assertForecast("qwen3-0.6b", as, tokens, supervised, checkpointing, measured);
    }

    /**
     * On Linux, started by {@code bin/sft}: batches of 8 rows of mixed lengths; how float32 is
     * multiplied, tokens of the largest batch, its supervised ones (six in ten, as of the whole
     * run), and GB.
     */
    @ParameterizedTest
    @CsvSource({
        "smollm2-135m, FLOAT32, oneDNN, 0, false, 1284, 770, 4.64",
        "smollm2-135m, FLOAT32, oneDNN, 0, true, 1284, 770, 3.09",
        "smollm2-135m, FLOAT32, oneDNN, 16, false, 1284, 770, 4.18",
        "smollm2-135m, FLOAT32, oneDNN, 16, true, 1284, 770, 1.45",
        "smollm2-135m, FLOAT32, MKL, 0, false, 1284, 770, 4.39",
        "smollm2-135m, FLOAT32, MKL, 16, false, 1284, 770, 3.38",
        "smollm2-135m, FLOAT32, MKL, 16, true, 1284, 770, 1.35",
        "smollm2-135m, BF16, MKL, 0, false, 1284, 770, 3.95",
        "smollm2-135m, BF16, MKL, 0, true, 1284, 770, 3.23",
        "smollm2-135m, BF16, MKL, 16, false, 1284, 770, 2.88",
        "smollm2-135m, BF16, MKL, 16, true, 1284, 770, 1.37",
        "qwen3-0.6b, FLOAT32, oneDNN, 0, false, 1176, 700, 13.69",
        "qwen3-0.6b, FLOAT32, oneDNN, 0, true, 1176, 700, 10.84",
        "qwen3-0.6b, FLOAT32, oneDNN, 16, false, 1176, 700, 9.49",
        "qwen3-0.6b, FLOAT32, oneDNN, 16, true, 1176, 700, 3.66",
        "qwen3-0.6b, FLOAT32, MKL, 16, false, 944, 566, 7.15",
        "qwen3-0.6b, FLOAT32, MKL, 16, true, 944, 566, 3.61",
        "qwen3-0.6b, BF16, MKL, 0, false, 1176, 700, 13.02",
        "qwen3-0.6b, BF16, MKL, 16, false, 1176, 700, 6.55",
        "qwen3-0.6b, BF16, MKL, 16, true, 1176, 700, 2.81",
    })
    void whatAProcessHadInUseOnACpuIsForecastWithin15Percent(
            String shape,
            Precision precision,
            String by,
            int rank,
            boolean checkpointing,
            long tokens,
            long supervised,
            double measured) {
        OneDnn multiplies = by.equals("oneDNN") ? OneDnn.ALWAYS : OneDnn.NEVER;
        TrainedAs as = new TrainedAs(precision, lora(rank), false, multiplies);
        assertForecast(shape, as, tokens, supervised, checkpointing, measured);
    }

    private static void assertForecast(
            String shape,
            TrainedAs as,
            long tokens,
            long supervised,
            boolean checkpointing,
            double measured) {
        MemoryNeed need =
                MemoryNeed.ofTraining(
                        ModelShape.read(shape), as, tokens, supervised, checkpointing);
        assertThat(need.total() * 1e-9).isCloseTo(measured, withinPercentage(15));
    }

    private static Optional<LoraConfig> lora(int rank) {
        return rank == 0 ? Optional.empty() : Optional.of(LoraConfig.allLinear(rank, 2.0 * rank));
    }
}
