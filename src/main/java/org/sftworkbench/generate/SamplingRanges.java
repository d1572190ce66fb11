package org.sftworkbench.generate;

import org.sftworkbench.job.NumberRange;

/** What the numbers of generation may be, in the window as in the commands. */
public final class SamplingRanges {
    public static final NumberRange NEW_TOKENS = NumberRange.of(1, 1_000_000);

    /** 0 for the likeliest token. */
    public static final NumberRange TEMPERATURE = NumberRange.of(0, 1_000);

    public static final NumberRange TOP_P = NumberRange.above(0, 1);

    /** 0 for all tokens. */
    public static final NumberRange TOP_K = NumberRange.COUNT;

    public static final NumberRange MIN_P = NumberRange.of(0, 1);
    public static final NumberRange REPETITION_PENALTY = NumberRange.above(0, 1_000);

    private SamplingRanges() {}
}
