package org.sftworkbench.template.value;

import java.math.BigInteger;

/** The attributes and methods of Python's numbers. */
final class NumberMethods {
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
            default -> null;
        };
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
