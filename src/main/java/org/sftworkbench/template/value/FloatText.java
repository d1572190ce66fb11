package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes floats as Python's {@code repr} does: the shortest digits that read back the same. */
public final class FloatText {
    private static final int MAX_DIGITS = 17;
    private static final int MIN_EXPONENT = -4;
    private static final int MAX_EXPONENT = 16;

    private FloatText() {}

    public static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < MIN_EXPONENT || exponent >= MAX_EXPONENT) {
            return scientific(shortest, exponent);
        }
        String plain = shortest.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /** Java's digits read back the same, but may be one too many or not the nearest. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        int digits = new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
        BigDecimal best = rounded(exact, Math.min(digits, MAX_DIGITS));
        while (best.doubleValue() != value) {
            best = rounded(exact, ++digits);
        }
        for (int fewer = best.precision() - 1; fewer > 0; fewer--) {
            BigDecimal shorter = rounded(exact, fewer);
            if (shorter.doubleValue() != value) {
                break;
            }
            best = shorter;
        }
        return best;
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String scientific(BigDecimal number, int exponent) {
        String digits = number.unscaledValue().abs().toString();
        StringBuilder out = new StringBuilder();
        if (number.signum() < 0) {
            out.append('-');
        }
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return out.append(size < 10 ? "0" : "").append(size).toString();
    }
}
