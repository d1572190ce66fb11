package org.sftworkbench.ui.common;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes what was measured to the digits that matter, the same in every locale. */
public final class Figures {
    private Figures() {}

    /** To four digits, small ones with an exponent. */
    public static String ofFour(double value) {
        return of(value, 4);
    }

    /** The same to three digits, where room is short. */
    public static String ofThree(double value) {
        return of(value, 3);
    }

    /**
     * A size in a chart, whose neighbours differ by little: finer than {@link
     * org.sftworkbench.job.Bytes}, such as 1.25 GB.
     */
    public static String bytes(double bytes) {
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    private static String of(double value, int digits) {
        return Double.isFinite(value)
                ? Numbers.format(new BigDecimal(value).round(new MathContext(digits)).doubleValue())
                : "NaN";
    }
}
