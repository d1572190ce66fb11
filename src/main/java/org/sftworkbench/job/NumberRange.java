package org.sftworkbench.job;

import java.math.BigDecimal;

/**
 * What a number that a user gives may be.
 *
 * @param leastCounts whether {@code least} itself is in it
 * @param mostCounts whether {@code most} itself is in it
 */
public record NumberRange(double least, boolean leastCounts, double most, boolean mostCounts) {
    /** Any count there can be. */
    public static final NumberRange COUNT = of(0, Integer.MAX_VALUE);

    /** From {@code least} to {@code most}. */
    public static NumberRange of(double least, double most) {
        return new NumberRange(least, true, most, true);
    }

    /** Without {@code least}. */
    public static NumberRange above(double least, double most) {
        return new NumberRange(least, false, most, true);
    }

    /** Without {@code most}. */
    public static NumberRange below(double least, double most) {
        return new NumberRange(least, true, most, false);
    }

    /** Whether a number is in it. */
    public boolean holds(double value) {
        return (leastCounts ? value >= least : value > least)
                && (mostCounts ? value <= most : value < most);
    }

    /** {@link #least} in digits. */
    public String leastDigits() {
        return plain(least);
    }

    /** {@link #most} in digits. */
    public String mostDigits() {
        return plain(most);
    }

    private static String plain(double value) {
        return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }
}
