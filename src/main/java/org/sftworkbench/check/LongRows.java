package org.sftworkbench.check;

/** What becomes of rows that are longer than the limit. */
public enum LongRows {
    /** They are left out. */
    LEFT_OUT,
    /** Their first tokens are kept: TRL's {@code truncation_mode} {@code keep_start}. */
    KEEP_START,
    /** Their last tokens are kept: TRL's {@code keep_end}. */
    KEEP_END;

    /** First token of those that are kept of a row beyond the limit, or would be in its cutting. */
    int firstKept(int length, int limit) {
        return this == KEEP_END ? length - limit : 0;
    }
}
