package org.sftworkbench.train;

/** Which pack a row goes into, the longest rows first: TRL's {@code packing_strategy}. */
public enum PackingStrategy {
    /** Best fit decreasing: the pack that it fills up most. TRL's default. */
    BFD,
    /** First fit decreasing: the first pack that has room. TRL has no such strategy. */
    FFD
}
