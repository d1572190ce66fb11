package org.sftworkbench.train;

/**
 * The learning rate of each step: linear warm-up to the peak, then the schedule.
 *
 * <p>Step k of n, from 1, with w steps of warm-up: {@code peak * k / w} while {@code k <= w}; after
 * that constant, or with progress {@code p = (k - 1 - w) / (n - w)}: linear {@code peak * (1 - p)},
 * cosine {@code peak * (1 + cos(pi p)) / 2}. transformers' own warm-up is one step behind: its
 * first step has a learning rate of 0 and learns nothing.
 */
public final class LearningRate {
    private final ScheduleKind kind;
    private final double peak;
    private final int warmupSteps;
    private final int totalSteps;

    public LearningRate(TrainingConfig config, int totalSteps) {
        this.kind = config.schedule();
        this.peak = config.learningRate();
        this.totalSteps = totalSteps;
        this.warmupSteps = config.course().warmupSteps(totalSteps);
    }

    /** The learning rate of a step, from 1. */
    public double at(int step) {
        if (step <= warmupSteps) {
            return peak * step / warmupSteps;
        }
        double progress = (double) (step - 1 - warmupSteps) / Math.max(1, totalSteps - warmupSteps);
        return switch (kind) {
            case CONSTANT, CONSTANT_WITH_WARMUP -> peak;
            case LINEAR -> peak * Math.max(0, 1 - progress);
            case COSINE -> peak * (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
        };
    }
}
