package org.sftworkbench.train;

/**
 * The learning rate of each step: linear warm-up to the peak, then the schedule.
 *
 * <p>Step k of n, from 1, with w steps of warm-up: {@code peak * k / w} while {@code k <= w}; after
 * that constant, or with progress {@code p = (k - 1 - w) / (n - w)}: linear {@code peak * (1 - p)},
 * cosine {@code peak * (1 + cos(pi p)) / 2}.
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
        double warmup = config.warmup();
        this.warmupSteps = (int) Math.ceil(warmup > 0 && warmup < 1 ? warmup * totalSteps : warmup);
    }

    /** The learning rate of a step, from 1. */
    public double at(int step) {
        if (step <= warmupSteps) {
            return peak * step / warmupSteps;
        }
        double progress = (double) (step - 1 - warmupSteps) / Math.max(1, totalSteps - warmupSteps);
        return switch (kind) {
            case CONSTANT -> peak;
            case LINEAR -> peak * Math.max(0, 1 - progress);
            case COSINE -> peak * (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
        };
    }
}
