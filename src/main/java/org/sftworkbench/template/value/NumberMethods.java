package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** The attributes and methods of Python's numbers. */
final class NumberMethods {
    private static final long FRACTION = (1L << 52) - 1;

    private NumberMethods() {}

    /** An attribute or bound method, or null where there is none of that name. */
    static Value of(Value number, String name) {
        if (name.equals("real")) {
            return number instanceof Bool ? new Int(Arithmetic.integer(number)) : number;
        }
        if (name.equals("conjugate")) {
            return method(name, of(number, "real"));
        }
        return number instanceof Real real
                ? ofReal(real.value(), name)
                : ofWhole(Arithmetic.integer(number), name);
    }

    private static Value ofReal(double number, String name) {
        return switch (name) {
            case "imag" -> new Real(0);
            case "is_integer" ->
                    method(name, Bool.of(Double.isFinite(number) && number == Math.rint(number)));
            case "hex" -> method(name, Text.of(hex(number)));
            case "as_integer_ratio" -> new Function(name, arguments -> ratio(number, arguments));
            default -> null;
        };
    }

    /** Python's {@code float.hex}: all digits of the fraction, and the sign of the exponent. */
    private static String hex(double number) {
        if (!Double.isFinite(number) || number == 0) {
            return number == 0
                    ? (1 / number < 0 ? "-0x0.0p+0" : "0x0.0p+0")
                    : FloatText.repr(number);
        }
        long bits = Double.doubleToRawLongBits(number);
        int exponent = Math.getExponent(number);
        boolean subnormal = exponent < Double.MIN_EXPONENT;
        int shown = subnormal ? Double.MIN_EXPONENT : exponent;
        return (number < 0 ? "-0x" : "0x")
                + (subnormal ? "0." : "1.")
                + String.format(Locale.ROOT, "%013x", bits & FRACTION)
                + "p"
                + (shown < 0 ? "" : "+")
                + shown;
    }

    private static Value ratio(double number, Arguments arguments) {
        arguments.bind("as_integer_ratio", 0);
        if (!Double.isFinite(number)) {
            throw new EvaluationException(
                    "cannot convert " + FloatText.repr(number) + " to integer ratio");
        }
        BigDecimal exact = new BigDecimal(number);
        BigInteger whole = exact.unscaledValue();
        BigInteger parts = BigInteger.ONE;
        if (exact.scale() > 0) {
            parts = BigInteger.TEN.pow(exact.scale());
        } else {
            whole = exact.toBigIntegerExact();
        }
        BigInteger common = whole.gcd(parts);
        return TupleValue.of(new Int(whole.divide(common)), new Int(parts.divide(common)));
    }

    private static Value ofWhole(BigInteger number, String name) {
        return switch (name) {
            case "imag" -> Int.of(0);
            case "numerator" -> new Int(number);
            case "denominator" -> Int.of(1);
            case "bit_length" -> method(name, Int.of(number.abs().bitLength()));
            case "bit_count" -> method(name, Int.of(number.abs().bitCount()));
            case "as_integer_ratio" -> method(name, TupleValue.of(new Int(number), Int.of(1)));
            default -> null;
        };
    }

    private static Function method(String name, Value result) {
        return new Function(
                name,
                arguments -> {
                    arguments.bind(name, 0);
                    return result;
                });
    }
}
