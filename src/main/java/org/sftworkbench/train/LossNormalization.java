package org.sftworkbench.train;

/** What the summed loss of an accumulation window is divided by. */
public enum LossNormalization {
    /**
     * By the supervised tokens of the whole window: every token weighs the same, whatever
     * micro-batch it is in.
     */
    TOKEN_MEAN,
    /**
     * Each micro-batch by its own supervised tokens, then the mean over micro-batches: the notes'
     * loop.
     */
    MEAN_OF_MEANS
}
