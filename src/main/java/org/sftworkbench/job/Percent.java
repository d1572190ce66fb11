package org.sftworkbench.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * Shares of a whole in words: never 0 % where there is something, never 100 % where something is
 * missing, and never with an exponent.
 */
public final class Percent {
    private static final double LEAST = 0.0001;

    /** From here on, what has one digit after the point would be all. */
    private static final double NEARLY_ALL = 0.9995;

    private Percent() {}

    /**
     * Such as {@code 87.5 %}; what is below 1 % to two digits, such as {@code 0.022 %}, and what is
     * below a hundredth of it as {@code < 0.01 %}; {@code > 99.9 %} for all but a few.
     *
     * @param share of 1
     */
    public static String text(double share) {
        if (!Double.isFinite(share)) {
            return "NaN";
        }
        if (share == 0) {
            return "0 %";
        }
        if (share > 0 && share < LEAST) {
            return "< 0.01 %";
        }
        if (share >= NEARLY_ALL && share < 1) {
            return "> 99.9 %";
        }
        if (Math.abs(share) < 0.01) {
            return new BigDecimal(100 * share)
                            .round(new MathContext(2))
                            .stripTrailingZeros()
                            .toPlainString()
                    + " %";
        }
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** At an axis, where nothing is rounded away: {@code 50 %}, {@code 0.0001 %}. */
    public static String tick(double share) {
        return new BigDecimal(100 * share)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** {@link #text(double)} of a part of a whole; of nothing, nothing. */
    public static String text(long part, long whole) {
        return text(share(part, whole));
    }

    /** The same where room is short: from 10 % on without a digit after the point. */
    public static String brief(long part, long whole) {
        double share = share(part, whole);
        if (share < 0.1) {
            return text(share);
        }
        return share >= 0.995 && share < 1
                ? "> 99 %"
                : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
