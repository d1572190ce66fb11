package org.sftworkbench.starter;

import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;

/**
 * Every number that the starter model is made with.
 *
 * @param seed of the world, the corpus, the weights and the order of training
 * @param mix what the corpus is made of
 * @param vocabularySize ids in all, the added tokens included
 * @param vocabularyDocuments documents that the vocabulary is learned from
 * @param shape size of the model
 * @param rowLength tokens of a training row
 * @param rows rows of a step
 * @param steps optimizer steps
 * @param learningRate peak learning rate
 * @param warmup steps of warm-up
 * @param weightDecay decoupled decay
 */
public record StarterRecipe(
        long seed,
        CorpusMix mix,
        int vocabularySize,
        int vocabularyDocuments,
        ModelShape shape,
        int rowLength,
        int rows,
        int steps,
        double learningRate,
        int warmup,
        double weightDecay) {

    /** The recipe of the model in {@code assets/starter}. */
    public static StarterRecipe standard() {
        return new StarterRecipe(
                20_260_226,
                new CorpusMix(0.48, 0.18, 0.24, 0.10, 0.72, 0.35, 0.4, 0.04, 0.5),
                4096,
                30_000,
                new ModelShape(256, 4, 4, 2, 64, 640, 1024),
                128,
                8,
                4500,
                2e-3,
                100,
                0.01);
    }

    /**
     * The same recipe with another number of optimizer steps, for short runs.
     *
     * @param count at least 1
     */
    public StarterRecipe withSteps(int count) {
        return new StarterRecipe(
                seed,
                mix,
                vocabularySize,
                vocabularyDocuments,
                shape,
                rowLength,
                rows,
                count,
                learningRate,
                warmup,
                weightDecay);
    }

    /** The numbers of the pretraining run: every row once. */
    public TrainingConfig training() {
        return new TrainingConfig(
                TrainingConfig.Optimizer.of(learningRate, weightDecay, 1.0),
                new TrainingConfig.Course(1, 0, ScheduleKind.COSINE, warmup),
                new TrainingConfig.Batching(rows, 1, true, LossNormalization.TOKEN_MEAN),
                new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                seed);
    }

    /** How the demo fine-tunes the starter on the sample data. */
    public static TrainingConfig demoTraining() {
        return new TrainingConfig(
                TrainingConfig.Optimizer.of(5e-4, 0, 1.0),
                new TrainingConfig.Course(4, 0, ScheduleKind.COSINE, 0.05),
                new TrainingConfig.Batching(8, 1, true, LossNormalization.TOKEN_MEAN),
                new LengthPolicy(512, LengthPolicy.Overlong.FILTER),
                42);
    }
}
