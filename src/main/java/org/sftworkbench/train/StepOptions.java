package org.sftworkbench.train;

/**
 * How steps are made up and computed.
 *
 * @param rightPadding whether rows are padded to the longest of their micro-batch, as the notes do,
 *     instead of standing end to end; the same numbers, but for the order of additions
 * @param checkpointing whether activations are computed again on the way back instead of being
 *     kept: less memory, about a third more work, the same numbers
 * @param lossOfAll whether to measure the loss of unsupervised tokens too, which costs their
 *     logits; where not, {@link TrainStep#lossAll} is NaN
 * @param packing whether a batch counts packs of rows, each filled up to the maximum length,
 *     instead of rows; rows of a pack do not see each other
 * @param packingStrategy which pack a row goes into, where rows are packed
 */
public record StepOptions(
        boolean rightPadding,
        boolean checkpointing,
        boolean lossOfAll,
        boolean packing,
        PackingStrategy packingStrategy) {
    /** No padding, everything kept, both losses measured. */
    public static final StepOptions DEFAULTS = new StepOptions(false, false, true, false);

    public StepOptions {
        if (packing && rightPadding) {
            throw new IllegalArgumentException("packed rows leave no room for right padding");
        }
    }

    /** Packed, where it is, as TRL does by default. */
    public StepOptions(
            boolean rightPadding, boolean checkpointing, boolean lossOfAll, boolean packing) {
        this(rightPadding, checkpointing, lossOfAll, packing, PackingStrategy.BFD);
    }

    public StepOptions(boolean rightPadding, boolean checkpointing, boolean lossOfAll) {
        this(rightPadding, checkpointing, lossOfAll, false);
    }
}
