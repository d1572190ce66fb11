package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;

/** The figures of every step and evaluation are those that TRL's SFTTrainer logs. */
class TrlMetricsTest {
    private static final Set<Integer> TURN_ENDS = Set.of(2);

    private static JsonNode trl;

    @BeforeAll
    static void read() throws IOException {
        trl =
                new ObjectMapper()
                        .readTree(
                                Path.of("src/test/resources/golden/trl/sft-trainer.json").toFile());
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    void everyFigureAgrees(boolean rightPadding, boolean checkpointing) {
        TrainingConfig config = TrainingConfigJson.read(trl.get("config")).config();
        JsonNode steps = trl.get("steps");
        JsonNode evaluations = trl.get("evaluations");
        int every = trl.get("config").get("eval_steps").intValue();
        int batch = trl.get("config").get("per_device_eval_batch_size").intValue();
        List<TrainStep> taken = new ArrayList<>();
        List<Evaluation> scored = new ArrayList<>();
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            Evaluator evaluator =
                    new Evaluator(model, rows("eval_rows"), config.length(), batch, TURN_ENDS);
            new Trainer(
                            model,
                            rows("rows"),
                            config,
                            new StepOptions(rightPadding, checkpointing, true),
                            0,
                            TURN_ENDS)
                    .run(
                            new TrainingListener() {
                                @Override
                                public void started(int rows, int dropped, int totalSteps) {
                                    assertThat(totalSteps).isEqualTo(steps.size());
                                }

                                @Override
                                public void stepped(TrainStep step) {
                                    taken.add(step);
                                    if (step.step() % every == 0) {
                                        scored.add(
                                                evaluator.evaluate(
                                                        step.step(),
                                                        step.epoch(),
                                                        step.numTokens(),
                                                        new Cancellation()));
                                    }
                                }
                            },
                            new Cancellation());
        }
        assertThat(taken).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            agrees(taken.get(i), steps.get(i));
        }
        assertThat(scored).hasSameSizeAs(evaluations);
        for (int i = 0; i < evaluations.size(); i++) {
            agrees(scored.get(i), evaluations.get(i));
        }
    }

    /** Logits of a run out of control are so large that their rounding exceeds such an entropy. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 100})
    void noEntropyIsNegativeWhereOneTokenHasAll(double learningRate) {
        ObjectNode wild = trl.get("config").deepCopy();
        TrainingConfig config =
                TrainingConfigJson.read(wild.put("learning_rate", learningRate)).config();
        List<Double> entropies = new ArrayList<>();
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), true)) {
            Evaluator evaluator =
                    new Evaluator(model, rows("eval_rows"), config.length(), 8, TURN_ENDS);
            new Trainer(
                            model,
                            rows("rows"),
                            config,
                            new StepOptions(false, false, true),
                            0,
                            TURN_ENDS)
                    .run(
                            new TrainingListener() {
                                @Override
                                public void started(int rows, int dropped, int totalSteps) {}

                                @Override
                                public void stepped(TrainStep step) {
                                    entropies.add(step.entropy());
                                    entropies.add(
                                            evaluator
                                                    .evaluate(0, 0, 0, new Cancellation())
                                                    .entropy());
                                }
                            },
                            new Cancellation());
        }
        assertThat(entropies).isNotEmpty().allMatch(entropy -> entropy >= 0);
    }

    private static void agrees(TrainStep step, JsonNode expected) {
        close(step.loss(), expected, "loss", 2e-4);
        close(step.lossAll(), expected, "loss_all", 2e-4);
        close(step.gradNorm(), expected, "grad_norm", 5e-3);
        close(step.learningRate(), expected, "learning_rate", 1e-9);
        close(step.entropy(), expected, "entropy", 2e-4);
        close(step.meanTokenAccuracy(), expected, "mean_token_accuracy", 1e-6);
        close(step.stopProbability(), expected, "stop_probability", 2e-4);
        close(step.numTokens(), expected, "num_tokens", 0);
        close(step.epoch(), expected, "epoch", 1e-9);
    }

    private static void agrees(Evaluation evaluation, JsonNode expected) {
        close(evaluation.loss(), expected, "eval_loss", 2e-4);
        close(evaluation.entropy(), expected, "eval_entropy", 2e-4);
        close(evaluation.meanTokenAccuracy(), expected, "eval_mean_token_accuracy", 1e-6);
        close(evaluation.stopProbability(), expected, "eval_stop_probability", 2e-4);
        close(evaluation.numTokens(), expected, "eval_num_tokens", 0);
        close(evaluation.epoch(), expected, "epoch", 1e-9);
    }

    private static void close(double actual, JsonNode step, String name, double tolerance) {
        assertThat(actual)
                .as(name + " of step " + step.get("step"))
                .isCloseTo(step.get(name).doubleValue(), within(tolerance));
    }

    @Test
    void theLossOverTokensDoesNotDependOnTheBatches() {
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), false)) {
            Evaluation inThrees = evaluate(model, 3);
            Evaluation atOnce = evaluate(model, 100);
            assertThat(inThrees.tokenLoss()).isCloseTo(atOnce.tokenLoss(), within(1e-5));
            assertThat(atOnce.loss()).isCloseTo(atOnce.tokenLoss(), within(1e-9));
            assertThat(inThrees.loss()).isNotCloseTo(inThrees.tokenLoss(), within(1e-4));
        }
    }

    private static Evaluation evaluate(LanguageModel model, int batch) {
        TrainingConfig config = TrainingConfigJson.read(trl.get("config")).config();
        return new Evaluator(model, rows("eval_rows"), config.length(), batch, TURN_ENDS)
                .evaluate(0, 0, 0, new Cancellation());
    }

    private static List<LabelledExample> rows(String name) {
        List<LabelledExample> rows = new ArrayList<>();
        for (JsonNode row : trl.get(name)) {
            rows.add(
                    LabelledExample.ofAlignedLabels(
                            GoldenModel.ids(row.get("input_ids")),
                            GoldenModel.ids(row.get("labels"))));
        }
        return rows;
    }
}
