package org.sftworkbench.cli;

import java.util.Locale;
import org.sftworkbench.train.LengthPolicy;
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
                    "How the learning rate goes on after warm-up: constant, constant_with_warmup,"
                            + " linear (to 0; the default) or cosine.")
    ScheduleKind schedule = STANDARD.schedule();

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Steps of linear warm-up; below 1 a share of all steps (default: 0).")
    double warmup = STANDARD.warmup();

    @Option(
            names = "--warmup-ratio",
            paramLabel = "X",
            description = "Warm-up as a share of all steps, between 0 and 1.")
    Double warmupRatio;

    @Option(names = "--adam-beta1", paramLabel = "X", description = "AdamW's (default: 0.9).")
    double beta1 = STANDARD.optimizer().beta1();

    @Option(names = "--adam-beta2", paramLabel = "X", description = "AdamW's (default: 0.999).")
    double beta2 = STANDARD.optimizer().beta2();

    @Option(names = "--adam-epsilon", paramLabel = "X", description = "AdamW's (default: 1e-8).")
    double epsilon = STANDARD.optimizer().epsilon();

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
                            + " Rows are cut only with --truncation.")
    int maxLength = STANDARD.maxLength();

    @Option(
            names = "--truncation",
            paramLabel = "MODE",
            converter = TruncationConverter.class,
            description =
                    "Cut longer rows instead of leaving them out: keep_start keeps their first"
                            + " tokens, as TRL does, keep_end their last.")
    LengthPolicy.Overlong overlong = LengthPolicy.Overlong.FILTER;

    @Option(
            names = "--loss-normalization",
            paramLabel = "HOW",
            converter = NormalizationConverter.class,
            description =
                    "What the loss of accumulated micro-batches is divided by: token_mean (all"
                            + " their tokens that count; the default) or mean_of_means (each by its"
                            + " own, as in the notes).")
    LossNormalization normalization = STANDARD.normalization();

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
                        "there is no schedule \""
                                + text
                                + "\"; choose constant, constant_with_warmup, linear or cosine");
            }
        }
    }

    /** Reads what is done with long rows. */
    static final class TruncationConverter implements ITypeConverter<LengthPolicy.Overlong> {
        @Override
        public LengthPolicy.Overlong convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "keep_start" -> LengthPolicy.Overlong.KEEP_START;
                case "keep_end" -> LengthPolicy.Overlong.KEEP_END;
                default ->
                        throw new TypeConversionException(
                                "there is no truncation mode \""
                                        + text
                                        + "\"; choose keep_start or keep_end");
            };
        }
    }

    /** Reads a normalization's name. */
    static final class NormalizationConverter implements ITypeConverter<LossNormalization> {
        @Override
        public LossNormalization convert(String text) {
            try {
                return LossNormalization.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "there is no normalization \""
                                + text
                                + "\"; choose token_mean or mean_of_means");
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
        if (warmupRatio != null && warmup > 0) {
            throw new IllegalArgumentException(
                    "--warmup and --warmup-ratio cannot go together; name one");
        }
        if (warmupRatio != null && !(warmupRatio >= 0 && warmupRatio < 1)) {
            throw new IllegalArgumentException(
                    "--warmup-ratio must be from 0 to below 1, not " + warmupRatio);
        }
        return new TrainingConfig(
                new TrainingConfig.Optimizer(
                        learningRate, beta1, beta2, epsilon, weightDecay, maxGradNorm),
                new TrainingConfig.Course(
                        epochs == null ? STANDARD.epochs() : epochs,
                        steps == null ? 0 : steps,
                        schedule,
                        warmupRatio == null ? warmup : warmupRatio),
                new TrainingConfig.Batching(batchSize, gradAccum, !inOrder, normalization),
                new LengthPolicy(maxLength, overlong),
                seed);
    }
}
