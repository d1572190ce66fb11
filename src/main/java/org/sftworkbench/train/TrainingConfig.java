package org.sftworkbench.train;

/**
 * The numbers of a training run.
 *
 * @param batchSize rows of a micro-batch, at least 1
 * @param gradAccum micro-batches of an optimizer step, at least 1
 * @param learningRate peak learning rate, above 0
 * @param schedule how it goes on after warm-up
 * @param warmup steps of linear warm-up where at least 1 or 0; a share of all steps where between 0
 *     and 1
 * @param weightDecay decoupled decay of every parameter, at least 0
 * @param maxGradNorm global norm to clip to; 0 for none
 * @param epochs passes over the data, above 0; used where {@code steps} is 0
 * @param steps optimizer steps, or 0 to go by epochs
 * @param maxLength rows longer than this many tokens are left out; 0 for no limit
 * @param seed of the shuffling
 * @param shuffle whether each epoch visits the rows in a new order
 * @param normalization what an accumulation window's loss is divided by
 */
public record TrainingConfig(
        int batchSize,
        int gradAccum,
        double learningRate,
        ScheduleKind schedule,
        double warmup,
        double weightDecay,
        double maxGradNorm,
        double epochs,
        int steps,
        int maxLength,
        long seed,
        boolean shuffle,
        LossNormalization normalization) {

    /** TRL's defaults. */
    public static final TrainingConfig TRL_DEFAULTS =
            new TrainingConfig(
                    8,
                    1,
                    2e-5,
                    ScheduleKind.LINEAR,
                    0,
                    0,
                    1.0,
                    3,
                    0,
                    1024,
                    42,
                    true,
                    LossNormalization.TOKEN_MEAN);

    public TrainingConfig {
        require(batchSize >= 1, "batch size must be at least 1, not " + batchSize);
        require(gradAccum >= 1, "gradient accumulation must be at least 1, not " + gradAccum);
        require(
                learningRate > 0 && Double.isFinite(learningRate),
                "learning rate must be above 0, not " + learningRate);
        require(warmup >= 0 && Double.isFinite(warmup), "warm-up must be 0 or more, not " + warmup);
        require(
                weightDecay >= 0 && Double.isFinite(weightDecay),
                "weight decay must be 0 or more, not " + weightDecay);
        require(
                maxGradNorm >= 0 && Double.isFinite(maxGradNorm),
                "max grad norm must be 0 or more, not " + maxGradNorm);
        require(steps >= 0, "steps must be 0 or more, not " + steps);
        require(
                steps > 0 || (epochs > 0 && Double.isFinite(epochs)),
                "epochs must be above 0, not " + epochs);
        require(maxLength >= 0, "max length must be 0 or more, not " + maxLength);
    }

    /**
     * The same run with its length given in optimizer steps.
     *
     * @param count at least 1
     */
    public TrainingConfig withSteps(int count) {
        require(count >= 1, "steps must be at least 1, not " + count);
        return new TrainingConfig(
                batchSize,
                gradAccum,
                learningRate,
                schedule,
                warmup,
                weightDecay,
                maxGradNorm,
                epochs,
                count,
                maxLength,
                seed,
                shuffle,
                normalization);
    }

    /**
     * The same run with another peak learning rate.
     *
     * @param rate above 0
     */
    public TrainingConfig withLearningRate(double rate) {
        return new TrainingConfig(
                batchSize,
                gradAccum,
                rate,
                schedule,
                warmup,
                weightDecay,
                maxGradNorm,
                epochs,
                steps,
                maxLength,
                seed,
                shuffle,
                normalization);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
