package org.sftworkbench.train;

/**
 * The numbers of a training run, with the defaults of TRL's {@code SFTConfig}.
 *
 * @param optimizer AdamW's
 * @param course how long it goes on, and how the learning rate with it
 * @param batching which rows a step takes
 * @param length what becomes of long rows
 * @param seed of the shuffling, and of new adapters
 */
public record TrainingConfig(
        Optimizer optimizer, Course course, Batching batching, LengthPolicy length, long seed) {

    /** TRL's defaults, but that rows beyond the limit are left out and not cut. */
    public static final TrainingConfig TRL_DEFAULTS =
            new TrainingConfig(
                    Optimizer.of(2e-5, 0, 1.0),
                    new Course(3, 0, ScheduleKind.LINEAR, 0),
                    new Batching(8, 1, true, LossNormalization.TOKEN_MEAN),
                    new LengthPolicy(1024, LengthPolicy.Overlong.FILTER),
                    42);

    /**
     * AdamW's numbers.
     *
     * @param learningRate peak learning rate, above 0
     * @param beta1 decay of the first moment, from 0 to below 1
     * @param beta2 decay of the second moment, from 0 to below 1
     * @param epsilon keeps clear of dividing by zero, at least 0
     * @param weightDecay decoupled decay of every parameter, at least 0
     * @param maxGradNorm global norm to clip to; 0 for none
     */
    public record Optimizer(
            double learningRate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            double maxGradNorm) {
        public Optimizer {
            require(
                    learningRate > 0 && Double.isFinite(learningRate),
                    "learning rate must be above 0, not " + learningRate);
            require(beta1 >= 0 && beta1 < 1, "beta 1 must be from 0 to below 1, not " + beta1);
            require(beta2 >= 0 && beta2 < 1, "beta 2 must be from 0 to below 1, not " + beta2);
            require(
                    epsilon >= 0 && Double.isFinite(epsilon),
                    "epsilon must be 0 or more, not " + epsilon);
            require(
                    weightDecay >= 0 && Double.isFinite(weightDecay),
                    "weight decay must be 0 or more, not " + weightDecay);
            require(
                    maxGradNorm >= 0 && Double.isFinite(maxGradNorm),
                    "max grad norm must be 0 or more, not " + maxGradNorm);
        }

        /** With TRL's other numbers. */
        public static Optimizer of(double learningRate, double weightDecay, double maxGradNorm) {
            return new Optimizer(learningRate, 0.9, 0.999, 1e-8, weightDecay, maxGradNorm);
        }

        /** The same with another peak learning rate. */
        public Optimizer withLearningRate(double rate) {
            return new Optimizer(rate, beta1, beta2, epsilon, weightDecay, maxGradNorm);
        }
    }

    /**
     * How long a run goes on, and how the learning rate with it.
     *
     * @param epochs passes over the data, above 0; used where {@code steps} is 0
     * @param steps optimizer steps, or 0 to go by epochs
     * @param schedule how the learning rate goes on after warm-up; a constant one with a warm-up
     *     becomes {@link ScheduleKind#CONSTANT_WITH_WARMUP}
     * @param warmup steps of linear warm-up where at least 1 or 0; a share of all steps where
     *     between 0 and 1
     */
    public record Course(double epochs, int steps, ScheduleKind schedule, double warmup) {
        public Course {
            require(steps >= 0, "steps must be 0 or more, not " + steps);
            require(
                    steps > 0 || (epochs > 0 && Double.isFinite(epochs)),
                    "epochs must be above 0, not " + epochs);
            require(
                    warmup >= 0 && Double.isFinite(warmup),
                    "warm-up must be 0 or more, not " + warmup);
            if (schedule == ScheduleKind.CONSTANT && warmup > 0) {
                schedule = ScheduleKind.CONSTANT_WITH_WARMUP;
            }
        }

        /** Steps of warm-up in a run of so many steps. */
        public int warmupSteps(int totalSteps) {
            return (int) Math.ceil(warmup > 0 && warmup < 1 ? warmup * totalSteps : warmup);
        }
    }

    /**
     * Which rows a step takes, and how their losses count.
     *
     * @param batchSize rows of a micro-batch, at least 1
     * @param gradAccum micro-batches of an optimizer step, at least 1
     * @param shuffle whether each epoch visits the rows in a new order
     * @param normalization what an accumulation window's loss is divided by
     */
    public record Batching(
            int batchSize, int gradAccum, boolean shuffle, LossNormalization normalization) {
        public Batching {
            require(batchSize >= 1, "batch size must be at least 1, not " + batchSize);
            require(gradAccum >= 1, "gradient accumulation must be at least 1, not " + gradAccum);
        }
    }

    /** The same run with other numbers of AdamW. */
    public TrainingConfig with(Optimizer other) {
        return new TrainingConfig(other, course, batching, length, seed);
    }

    /** The same run of another length. */
    public TrainingConfig with(Course other) {
        return new TrainingConfig(optimizer, other, batching, length, seed);
    }

    /** The same run in other batches. */
    public TrainingConfig with(Batching other) {
        return new TrainingConfig(optimizer, course, other, length, seed);
    }

    /** The same run with long rows treated otherwise. */
    public TrainingConfig with(LengthPolicy other) {
        return new TrainingConfig(optimizer, course, batching, other, seed);
    }

    /**
     * The same run with its length given in optimizer steps.
     *
     * @param count at least 1
     */
    public TrainingConfig withSteps(int count) {
        require(count >= 1, "steps must be at least 1, not " + count);
        return with(new Course(course.epochs(), count, course.schedule(), course.warmup()));
    }

    /**
     * The same run with another peak learning rate.
     *
     * @param rate above 0
     */
    public TrainingConfig withLearningRate(double rate) {
        return with(optimizer.withLearningRate(rate));
    }

    /** Rows of a micro-batch. */
    public int batchSize() {
        return batching.batchSize();
    }

    /** Micro-batches of an optimizer step. */
    public int gradAccum() {
        return batching.gradAccum();
    }

    /** Peak learning rate. */
    public double learningRate() {
        return optimizer.learningRate();
    }

    /** How the learning rate goes on after warm-up. */
    public ScheduleKind schedule() {
        return course.schedule();
    }

    /** Steps of warm-up, or a share of all steps where between 0 and 1. */
    public double warmup() {
        return course.warmup();
    }

    /** Decoupled weight decay. */
    public double weightDecay() {
        return optimizer.weightDecay();
    }

    /** Global norm that gradients are clipped to; 0 for none. */
    public double maxGradNorm() {
        return optimizer.maxGradNorm();
    }

    /** Passes over the data, where {@link #steps} is 0. */
    public double epochs() {
        return course.epochs();
    }

    /** Optimizer steps, or 0 to go by epochs. */
    public int steps() {
        return course.steps();
    }

    /** Most tokens of a row; 0 for no limit. */
    public int maxLength() {
        return length.maxLength();
    }

    /** Whether each epoch visits the rows in a new order. */
    public boolean shuffle() {
        return batching.shuffle();
    }

    /** What an accumulation window's loss is divided by. */
    public LossNormalization normalization() {
        return batching.normalization();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
