package org.sftworkbench.ui.common;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How numbers are typed and written, the same in every locale. */
public final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /** Below this, a number is easier to read with an exponent: 2e-5. */
    private static final double SMALL = 1e-3;

    /** From here on too, where a number has more digits than any that is counted: 1e30. */
    public static final double LARGE = 1e10;

    private Numbers() {}

    /** A whole number of at most 18 digits, or empty. */
    public static Optional<Long> parseLong(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** A whole number that fits an int, or empty. */
    public static Optional<Integer> parseInt(String text) {
        return parseLong(text).filter(n -> n == (int) (long) n).map(n -> (int) (long) n);
    }

    /** A finite decimal number with a dot, or empty. */
    public static Optional<Double> parseDouble(String text) {
        return DECIMAL.matcher(text).matches()
                ? Optional.of(Double.parseDouble(text)).filter(Double::isFinite)
                : Optional.empty();
    }

    /** The shortest text that reads back as the same number. */
    public static String format(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        if (value != 0 && (Math.abs(value) < SMALL || Math.abs(value) >= LARGE)) {
            int exponent = exact.precision() - exact.scale() - 1;
            String digits = exact.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
            return digits + "e" + exponent;
        }
        return exact.toPlainString();
    }

    /** A count with thousands set apart: 12,345. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** One noun with its count: 1 row, 400 rows. */
    public static String count(long value, String one, String many) {
        return count(value) + " " + (value == 1 ? one : many);
    }
}
