package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.PackedRows;
import org.sftworkbench.model.PlacedModel;

/** Ten steps of the loop are what torch's AdamW does with the same batches. */
class TrainerGoldenTest {
    private static final TrainingConfig TEN_STEPS =
            new TrainingConfig(
                    TrainingConfig.Optimizer.of(2e-3, 0.01, 1.0),
                    new TrainingConfig.Course(10, 0, ScheduleKind.LINEAR, 2),
                    new TrainingConfig.Batching(2, 2, false, LossNormalization.TOKEN_MEAN),
                    new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                    0);

    @ParameterizedTest
    @MethodSource("org.sftworkbench.model.GoldenModels#everywhere")
    void lossesNormsAndRatesAgree(PlacedModel placed) {
        GoldenModel golden = placed.golden();
        try (LanguageModel model = placed.load(true)) {
            Recorder recorder = new Recorder();
            new Trainer(model, halfMasked(golden), TEN_STEPS, StepOptions.DEFAULTS, 0)
                    .run(recorder, new Cancellation());

            JsonNode expected = golden.facts().get("train").get("steps");
            assertThat(recorder.steps).hasSize(10);
            for (int i = 0; i < 10; i++) {
                TrainStep step = recorder.steps.get(i);
                JsonNode fact = expected.get(i);
                assertThat(step.loss())
                        .as("loss of step " + (i + 1))
                        .isCloseTo(fact.get("loss").doubleValue(), within(1e-4));
                // Rounding grows from step to step, and most where gradients are steep.
                double norm = fact.get("grad_norm").doubleValue();
                assertThat(step.gradNorm()).isCloseTo(norm, within(1e-3 * Math.max(1, norm / 3)));
                assertThat(step.learningRate())
                        .isCloseTo(fact.get("lr").doubleValue(), within(1e-9));
                assertThat(step.supervisedTokens())
                        .isEqualTo(fact.get("supervised_tokens").intValue());
            }
            int[] ids = golden.longs("right.input_ids");
            int[] mask = golden.longs("right.attention_mask");
            int[] lengths = new int[golden.rows().size()];
            Arrays.fill(lengths, ids.length / lengths.length);
            float[] logits = model.logits(PackedRows.without(ids, lengths));
            float[] trained = golden.floats("trained.logits");
            int vocabulary = model.config().vocabularySize();
            for (int i = 0; i < logits.length; i++) {
                if (mask[i / vocabulary] != 0) {
                    assertThat(logits[i]).isCloseTo(trained[i], within(2e-3f));
                }
            }
        }
    }

    @Test
    void meanOfMeansDiffersFromTokenMeanWhereMicroBatchesDiffer() {
        TrainingConfig notes =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(2e-3, 0.01, 1.0),
                        new TrainingConfig.Course(10, 1, ScheduleKind.LINEAR, 2),
                        new TrainingConfig.Batching(2, 2, false, LossNormalization.MEAN_OF_MEANS),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        0);
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            Recorder recorder = new Recorder();
            new Trainer(model, halfMasked(), notes, StepOptions.DEFAULTS, 0)
                    .run(recorder, new Cancellation());
            List<double[]> nll;
            try (LanguageModel untouched =
                    LanguageModel.load(GoldenModel.QWEN3.directory(), false)) {
                nll = new Scorer(untouched).score(halfMasked(), new Cancellation());
            }
            double first = mean(nll.get(0), nll.get(1));
            double second = mean(nll.get(2));
            assertThat(recorder.steps.get(0).loss()).isCloseTo((first + second) / 2, within(1e-5));
            assertThat(recorder.steps.get(0).loss())
                    .isNotCloseTo(mean(nll.toArray(double[][]::new)), within(1e-3));
        }
    }

    @Test
    void rowsThatCannotBeTrainedOnAreCounted() {
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            List<LabelledExample> rows = new ArrayList<>(halfMasked());
            rows.add(new LabelledExample(new int[] {5, 6, 7}, new boolean[3]));
            TrainingConfig short10 =
                    new TrainingConfig(
                            TrainingConfig.Optimizer.of(1e-3, 0, 0),
                            new TrainingConfig.Course(1, 0, ScheduleKind.CONSTANT, 0),
                            new TrainingConfig.Batching(2, 1, true, LossNormalization.TOKEN_MEAN),
                            new LengthPolicy(10, LengthPolicy.Overlong.FILTER),
                            0);
            Recorder recorder = new Recorder();
            new Trainer(model, rows, short10, StepOptions.DEFAULTS, 0)
                    .run(recorder, new Cancellation());
            assertThat(recorder.rows).isEqualTo(2);
            assertThat(recorder.dropped).isEqualTo(2);
            assertThat(recorder.steps).hasSize(1);
        }
    }

    @Test
    void aRunawayLearningRateIsStoppedBeforeItSpreads() {
        TrainingConfig runaway =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(1e30, 0, 0),
                        new TrainingConfig.Course(1, 5, ScheduleKind.CONSTANT, 0),
                        new TrainingConfig.Batching(3, 1, false, LossNormalization.TOKEN_MEAN),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        0);
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            assertThatThrownBy(
                            () ->
                                    new Trainer(
                                                    model,
                                                    halfMasked(),
                                                    runaway,
                                                    StepOptions.DEFAULTS,
                                                    0)
                                            .run(new Recorder(), new Cancellation()))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("Step 2")
                    .hasMessageContaining("no longer finite");
        }
    }

    @Test
    void aCancelledRunStops() {
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            Cancellation cancellation = new Cancellation();
            Recorder recorder =
                    new Recorder() {
                        @Override
                        public void stepped(TrainStep step) {
                            super.stepped(step);
                            if (step.step() == 3) {
                                cancellation.cancel();
                            }
                        }
                    };
            assertThatThrownBy(
                            () ->
                                    new Trainer(
                                                    model,
                                                    halfMasked(),
                                                    TEN_STEPS,
                                                    StepOptions.DEFAULTS,
                                                    0)
                                            .run(recorder, cancellation))
                    .isInstanceOf(CancellationException.class);
            assertThat(recorder.steps).hasSize(3);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        TrainingConfig shuffled =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(1e-3, 0, 1),
                        new TrainingConfig.Course(3, 0, ScheduleKind.COSINE, 0.1),
                        new TrainingConfig.Batching(2, 1, true, LossNormalization.TOKEN_MEAN),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        7);
        assertThat(lossesOf(shuffled)).isEqualTo(lossesOf(shuffled));
    }

    private static List<Double> lossesOf(TrainingConfig config) {
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            Recorder recorder = new Recorder();
            new Trainer(model, halfMasked(), config, StepOptions.DEFAULTS, 0)
                    .run(recorder, new Cancellation());
            return recorder.steps.stream().map(TrainStep::loss).toList();
        }
    }

    @Test
    void aPauseBetweenMicroBatchesIsNoTimeOfTheStep() throws InterruptedException {
        List<LabelledExample> rows = new ArrayList<>();
        while (rows.size() < 150) {
            rows.addAll(halfMasked());
        }
        TrainingConfig oneLongStep =
                TrainingConfig.TRL_DEFAULTS
                        .with(
                                new TrainingConfig.Batching(
                                        1, rows.size(), false, LossNormalization.TOKEN_MEAN))
                        .withSteps(1);
        double pause = 0.4;
        Cancellation cancellation = new Cancellation();
        Recorder recorder = new Recorder();
        Thread trains = Thread.currentThread();
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            Thread user =
                    new Thread(
                            () -> {
                                try {
                                    Thread.sleep(20);
                                    cancellation.pause();
                                    // It comes into force after the micro-batch under way.
                                    while (trains.getState() != Thread.State.WAITING) {
                                        Thread.sleep(1);
                                    }
                                    Thread.sleep((long) (1000 * pause));
                                    cancellation.resume();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            Trainer trainer = new Trainer(model, rows, oneLongStep, StepOptions.DEFAULTS, 0);
            long begun = System.nanoTime();
            user.start();
            trainer.run(recorder, cancellation);
            double wall = (System.nanoTime() - begun) * 1e-9;
            user.join();
            assertThat(wall).as("the pause fell into the run").isGreaterThan(pause);
            assertThat(recorder.steps.get(0).elapsedSeconds()).isLessThan(wall - 0.5 * pause);
        }
    }

    /** The golden rows with the first half of each masked. */
    private static List<LabelledExample> halfMasked() {
        return halfMasked(GoldenModel.QWEN3);
    }

    private static List<LabelledExample> halfMasked(GoldenModel golden) {
        List<LabelledExample> examples = new ArrayList<>();
        for (int[] ids : golden.rows()) {
            boolean[] trained = new boolean[ids.length];
            Arrays.fill(trained, ids.length / 2, ids.length, true);
            examples.add(new LabelledExample(ids, trained));
        }
        return examples;
    }

    private static double mean(double[]... rows) {
        return Arrays.stream(rows)
                .flatMapToDouble(Arrays::stream)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElseThrow();
    }

    private static class Recorder implements TrainingListener {
        final List<TrainStep> steps = new ArrayList<>();
        int rows;
        int dropped;

        @Override
        public void started(int rows, int dropped, int totalSteps) {
            this.rows = rows;
            this.dropped = dropped;
        }

        @Override
        public void stepped(TrainStep step) {
            steps.add(step);
        }
    }
}
