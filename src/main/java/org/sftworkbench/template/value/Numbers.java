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

    /**
     * The number a text writes, as {@code int(text, base)} reads it, base 0 included; null where it
     * is none.
     */
    public static BigInteger parseInteger(String text, int base) {
        String digits = Numerals.ascii(PythonSpace.strip(text)).toLowerCase(Locale.ROOT);
        if (digits.length() > 2 * MAX_DIGITS) {
            return null;
        }
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = base == 0 ? radix(digits) : base;
        String prefix = radix == 16 ? "0x" : radix == 8 ? "0o" : radix == 2 ? "0b" : null;
        if (prefix != null && digits.startsWith(prefix)) {
            digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
        } else if (base == 0 && digits.matches("0[0_]*[1-9].*")) {
            return null;
        }
        if (!digits.matches("[0-9a-z]+(_[0-9a-z]+)*") || digits.length() > MAX_DIGITS) {
            return null;
        }
        try {
            BigInteger number = new BigInteger(digits.replace("_", ""), radix);
            return negative ? number.negate() : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The base that a number's own prefix tells. */
    private static int radix(String digits) {
        return digits.startsWith("0x")
                ? 16
                : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
    }

    /** The number a text writes, as {@code float(text)} reads it; null where it is none. */
    public static Double parseReal(String text) {
        String number = Numerals.ascii(PythonSpace.strip(text)).toLowerCase(Locale.ROOT);
        if (isReal(number)) {
            return Double.valueOf(number.replace("_", ""));
        }
        double sign = number.startsWith("-") ? -1 : 1;
        return switch (number.replaceFirst("^[+-]", "")) {
            case "inf", "infinity" -> sign * Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    private static boolean isReal(String number) {
        int start = number.startsWith("+") || number.startsWith("-") ? 1 : 0;
        int whole = digits(number, start);
        int end = whole;
        int fraction = 0;
        if (end < number.length() && number.charAt(end) == '.') {
            end = digits(number, end + 1);
            fraction = end - whole - 1;
        }
        if (whole - start + fraction == 0) {
            return false;
        }
        if (end < number.length() && number.charAt(end) == 'e') {
            int sign = end + 1;
            boolean signed = sign < number.length() && "+-".indexOf(number.charAt(sign)) >= 0;
            int exponent = signed ? sign + 1 : sign;
            end = digits(number, exponent);
            return end > exponent && end == number.length();
        }
        return end == number.length();
    }

    /** Where digits with single underscores between them end. */
    private static int digits(String number, int from) {
        int at = from;
        while (at < number.length()) {
            boolean between = at > from && number.charAt(at) == '_' && at + 1 < number.length();
            int digit = between ? at + 1 : at;
            if (number.charAt(digit) < '0' || number.charAt(digit) > '9') {
                break;
            }
            at = digit + 1;
        }
        return at;
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
