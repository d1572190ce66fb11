package org.sftworkbench.cli;

import java.util.Locale;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that are a training run's numbers; what is not named is as in TRL. */
final class HyperParameters {
    private static final TrainingConfig STANDARD = TrainingConfig.TRL_DEFAULTS;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Optimizer steps; goes before --epochs.")
    Integer steps;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the rows (default: 3).")
    Double epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Rows of a micro-batch (default: 8).")
    int batchSize = STANDARD.batchSize();

    @Option(
            names = "--grad-accum",
            paramLabel = "N",
            description = "Micro-batches of an optimizer step (default: 1).")
    int gradAccum = STANDARD.gradAccum();

    @Option(names = "--lr", paramLabel = "X", description = "Peak learning rate (default: 2e-5).")
    double learningRate = STANDARD.learningRate();

    @Option(
            names = "--schedule",
            paramLabel = "KIND",
            converter = ScheduleConverter.class,
            description =
                    "How the learning rate goes on after warm-up: constant, linear (to 0; the"
                            + " default) or cosine.")
    ScheduleKind schedule = STANDARD.schedule();

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Steps of linear warm-up; below 1 a share of all steps (default: 0).")
    double warmup = STANDARD.warmup();

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            description = "Decoupled weight decay of every parameter (default: 0).")
    double weightDecay = STANDARD.weightDecay();

    @Option(
            names = "--max-grad-norm",
            paramLabel = "X",
            description = "Global gradient norm to clip to; 0 for none (default: 1).")
    double maxGradNorm = STANDARD.maxGradNorm();

    @Option(
            names = "--max-length",
            paramLabel = "N",
            description =
                    "Leave out rows of more tokens than this; 0 for no limit (default: 1024)."
                            + " Rows are never cut.")
    int maxLength = STANDARD.maxLength();

    @Option(names = "--seed", paramLabel = "N", description = "Of the shuffling (default: 42).")
    long seed = STANDARD.seed();

    @Option(names = "--no-shuffle", description = "Take the rows in their order in every epoch.")
    boolean inOrder;

    /** Reads a schedule's name. */
    static final class ScheduleConverter implements ITypeConverter<ScheduleKind> {
        @Override
        public ScheduleKind convert(String text) {
            try {
                return ScheduleKind.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "there is no schedule \"" + text + "\"; choose constant, linear or cosine");
            }
        }
    }

    /**
     * @throws IllegalArgumentException where a number makes no sense; says which
     */
    TrainingConfig config() {
        if (steps != null && epochs != null) {
            throw new IllegalArgumentException("--steps and --epochs cannot go together; name one");
        }
        if (steps != null && steps < 1) {
            throw new IllegalArgumentException("--steps must be at least 1, not " + steps);
        }
        if (warmup > 1 && warmup != Math.rint(warmup)) {
            throw new IllegalArgumentException(
                    "--warmup is a whole number of steps, or a share below 1, not " + warmup);
        }
        return new TrainingConfig(
                batchSize,
                gradAccum,
                learningRate,
                schedule,
                warmup,
                weightDecay,
                maxGradNorm,
                epochs == null ? STANDARD.epochs() : epochs,
                steps == null ? 0 : steps,
                maxLength,
                seed,
                !inOrder,
                LossNormalization.TOKEN_MEAN);
    }
}
