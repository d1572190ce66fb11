package org.sftworkbench.train;

import org.sftworkbench.job.NumberRange;

/**
 * What the numbers of a training run may be, in the window as in the commands: beyond lies what no
 * run could mean.
 */
public final class RunRanges {
    public static final NumberRange STEPS = NumberRange.of(1, 100_000_000);
    public static final NumberRange EPOCHS = NumberRange.above(0, 1_000_000);
    public static final NumberRange BATCH_SIZE = NumberRange.of(1, 100_000);
    public static final NumberRange ACCUMULATION = NumberRange.of(1, 100_000);
    public static final NumberRange LEARNING_RATE = NumberRange.above(0, 1_000);

    /** Steps, or below 1 a share of all. */
    public static final NumberRange WARM_UP = NumberRange.of(0, 100_000_000);

    /** AdamW's decay of a moment. */
    public static final NumberRange BETA = NumberRange.below(0, 1);

    public static final NumberRange EPSILON = NumberRange.of(0, 1);
    public static final NumberRange WEIGHT_DECAY = NumberRange.of(0, 1_000);

    /** What gradients are clipped to; 0 for none. */
    public static final NumberRange GRADIENT_NORM = NumberRange.of(0, 1e12);

    /** Tokens of a row; 0 for no limit. */
    public static final NumberRange LENGTH = NumberRange.of(0, 10_000_000);

    public static final NumberRange LORA_RANK = NumberRange.of(1, 1_000_000);
    public static final NumberRange LORA_ALPHA = NumberRange.above(0, 10_000_000);
    public static final NumberRange LORA_DROPOUT = NumberRange.below(0, 1);

    /** Steps between two of what is done now and then; 0 for never on the way. */
    public static final NumberRange EVERY = NumberRange.COUNT;

    /** Checkpoints of a run; 0 for all. */
    public static final NumberRange CHECKPOINTS_KEPT = NumberRange.COUNT;

    private RunRanges() {}
}
