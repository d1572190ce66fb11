package org.sftworkbench.train;

/**
 * How a step is computed. None of these changes what is learned, but for the order of additions.
 *
 * @param rightPadding whether rows are padded to the longest of their micro-batch, as the notes do,
 *     instead of standing end to end
 * @param checkpointing whether activations are computed again on the way back instead of being
 *     kept: less memory, about a third more work
 * @param lossOfAll whether to measure the loss of unsupervised tokens too, which costs their
 *     logits; where not, {@link TrainStep#lossAll} is NaN
 */
public record StepOptions(boolean rightPadding, boolean checkpointing, boolean lossOfAll) {
    /** No padding, everything kept, both losses measured. */
    public static final StepOptions DEFAULTS = new StepOptions(false, false, true);
}
