package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/** Python's conversions to {@code int} and {@code float}, and {@code round}. */
public final class Numbers {
    private static final int MAX_DIGITS = 4300;

    private Numbers() {}

    /**
     * A float without its fraction.
     *
     * @throws EvaluationException for infinity and NaN
     */
    public static BigInteger truncate(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new EvaluationException("cannot convert float infinity or NaN to integer");
        }
        return new BigDecimal(value).toBigInteger();
    }

    /** The number a text writes, as {@code int(text, base)} reads it; null where it is none. */
    public static BigInteger parseInteger(String text, int base) {
        String digits = PythonSpace.strip(text).toLowerCase(Locale.ROOT);
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : null;
        if (prefix != null && digits.startsWith(prefix)) {
            digits = digits.substring(2);
        }
        if (!digits.matches("[0-9a-z]+(_[0-9a-z]+)*") || digits.length() > MAX_DIGITS) {
            return null;
        }
        try {
            BigInteger number = new BigInteger(digits.replace("_", ""), base);
            return negative ? number.negate() : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The number a text writes, as {@code float(text)} reads it; null where it is none. */
    public static Double parseReal(String text) {
        String number = PythonSpace.strip(text).toLowerCase(Locale.ROOT);
        if (number.matches("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)(e[+-]?\\d+)?")) {
            return Double.valueOf(number.replace("_", ""));
        }
        double sign = number.startsWith("-") ? -1 : 1;
        return switch (number.replaceFirst("^[+-]", "")) {
            case "inf", "infinity" -> sign * Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    /** Python's {@code round} of a float to a number of digits after the point. */
    public static double round(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value) || Math.abs(digits) > 400) {
            return value;
        }
        double rounded =
                new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
        return Math.copySign(rounded, value);
    }
}
