package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Writes floats in the presentations of Python's format specifications.
 *
 * @param alternate whether the point and trailing zeros are kept
 */
record FloatDigits(boolean alternate) {
    private static final int DEFAULT = 6;

    /**
     * @param type one of {@code e E f F g G n %}, or empty
     * @param precision digits, or -1 where not given
     */
    String write(double number, String type, int precision) {
        boolean large = type.equals("E") || type.equals("F") || type.equals("G");
        String text = lower(number, type.toLowerCase(Locale.ROOT), precision);
        return large ? text.toUpperCase(Locale.ROOT) : text;
    }

    private String lower(double number, String type, int precision) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return FloatText.repr(number) + (type.equals("%") ? "%" : "");
        }
        int digits = precision < 0 ? DEFAULT : precision;
        return switch (type) {
            case "f" -> fixed(number, digits);
            case "%" -> fixed(number * 100, digits) + "%";
            case "e" -> exponential(number, digits);
            case "g", "n" -> general(number, Math.max(1, digits));
            default -> precision < 0 ? FloatText.repr(number) : shortest(number, precision);
        };
    }

    /** Without a type: as {@code g}, but with a digit after the point at least. */
    private String shortest(double number, int precision) {
        int digits = Math.max(1, precision);
        BigDecimal rounded =
                number == 0
                        ? BigDecimal.ZERO
                        : new BigDecimal(number)
                                .round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (number != 0 && exponent == digits - 1) {
            String text = exponential(number, digits - 1);
            int at = text.indexOf('e');
            return trimZeros(text.substring(0, at)) + text.substring(at);
        }
        String text = general(number, digits);
        return text.contains(".") || text.contains("e") ? text : text + ".0";
    }

    private String fixed(double number, int digits) {
        String text =
                new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        String signed = 1 / number < 0 && !text.startsWith("-") ? "-" + text : text;
        return alternate && digits == 0 ? signed + "." : signed;
    }

    private String exponential(double number, int digits) {
        if (number == 0) {
            return fixed(number, digits) + "e+00";
        }
        BigDecimal rounded =
                new BigDecimal(number).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent).setScale(digits).toPlainString();
        String point = alternate && digits == 0 ? "." : "";
        return String.format(
                Locale.ROOT,
                "%s%se%s%02d",
                mantissa,
                point,
                exponent < 0 ? "-" : "+",
                Math.abs(exponent));
    }

    private String general(double number, int digits) {
        if (number == 0) {
            return alternate ? fixed(number, digits - 1) : 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal rounded =
                new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= digits) {
            String text = exponential(number, digits - 1);
            int at = text.indexOf('e');
            return trimZeros(text.substring(0, at)) + text.substring(at);
        }
        return alternate
                ? fixed(number, digits - 1 - exponent)
                : trimZeros(rounded.toPlainString());
    }

    private String trimZeros(String text) {
        if (alternate || text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
