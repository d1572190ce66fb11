package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.OneDnn;

/**
 * Memory stays flat and runs can be ended at any moment: short by default, 2,000 steps and 200
 * cancellations with {@code -Dsft.full=true}.
 */
class EnduranceTest {
    private static final boolean FULL = Boolean.getBoolean("sft.full");
    private static final Path STATUS = Path.of("/proc/self/status");

    @BeforeAll
    static void memoryCanBeRead() {
        Assumptions.assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    }

    /** Gradients that autograd keeps until they are taken, and those of the kernels' own tape. */
    private static Stream<OneDnn> multipliers() {
        return System.getProperty("os.arch").equals("amd64")
                ? Stream.of(OneDnn.NEVER, OneDnn.ALWAYS)
                : Stream.of(OneDnn.NEVER);
    }

    private static LanguageModel read(OneDnn oneDnn) {
        Loading loading = Loading.plain(true);
        return LanguageModel.load(
                GoldenModel.QWEN3.directory(),
                new Loading(
                        true,
                        loading.precision(),
                        loading.device(),
                        loading.lora(),
                        loading.seed(),
                        loading.base(),
                        false,
                        oneDnn));
    }

    @ParameterizedTest
    @MethodSource("multipliers")
    void memoryStaysFlatOverManySteps(OneDnn oneDnn) throws IOException {
        int steps = FULL ? 2000 : 180;
        long[] early = {0};
        try (LanguageModel model = read(oneDnn)) {
            new Trainer(model, rows(), config(steps), StepOptions.DEFAULTS, 0)
                    .run(
                            listener(
                                    step -> {
                                        if (step.step() == steps / 3) {
                                            early[0] = resident();
                                        }
                                    }),
                            new Cancellation());
            // A leak of one array of the smallest kind a step would be seen in the long run, of a
            // gradient (200 kB a step) in the short one.
            assertThat(resident() - early[0]).isLessThan(FULL ? 24_000_000 : 16_000_000);
            assertThat(model.arrays()).isLessThan(100);
        }
    }

    @ParameterizedTest
    @MethodSource("multipliers")
    void runsEndAtAnyMomentAndTheNextOneWorks(OneDnn oneDnn) {
        int times = FULL ? 200 : 20;
        Random random = new Random(3);
        try (LanguageModel model = read(oneDnn)) {
            new Trainer(model, rows(), config(1), StepOptions.DEFAULTS, 0)
                    .run(listener(step -> {}), new Cancellation());
            int before = model.arrays();
            for (int i = 0; i < times; i++) {
                Cancellation cancellation = new Cancellation();
                int after = 1 + random.nextInt(4);
                assertThatThrownBy(
                                () ->
                                        new Trainer(
                                                        model,
                                                        rows(),
                                                        config(10),
                                                        StepOptions.DEFAULTS,
                                                        0)
                                                .run(
                                                        listener(
                                                                step -> {
                                                                    if (step.step() == after) {
                                                                        cancellation.cancel();
                                                                    }
                                                                }),
                                                        cancellation))
                        .isInstanceOf(CancellationException.class);
            }
            assertThat(model.arrays()).isEqualTo(before);
            List<Double> losses = new ArrayList<>();
            new Trainer(model, rows(), config(5), StepOptions.DEFAULTS, 0)
                    .run(listener(step -> losses.add(step.loss())), new Cancellation());
            assertThat(losses).hasSize(5).allSatisfy(loss -> assertThat(loss).isFinite());
        }
    }

    private interface Stepped {
        void stepped(TrainStep step);
    }

    private static TrainingListener listener(Stepped stepped) {
        return new TrainingListener() {
            @Override
            public void started(int rows, int dropped, int totalSteps) {}

            @Override
            public void stepped(TrainStep step) {
                stepped.stepped(step);
            }
        };
    }

    /** Resident memory of this process in bytes. */
    private static long resident() {
        System.gc();
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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

    private static TrainingConfig config(int steps) {
        return new TrainingConfig(
                TrainingConfig.Optimizer.of(1e-4, 0, 1),
                new TrainingConfig.Course(1, steps, ScheduleKind.CONSTANT, 0),
                new TrainingConfig.Batching(2, 2, true, LossNormalization.TOKEN_MEAN),
                new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                0);
    }
}
