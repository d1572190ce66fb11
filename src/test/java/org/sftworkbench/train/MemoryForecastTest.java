package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.Precision;

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
                        Precision.FLOAT32,
                        Optional.empty(),
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
}
