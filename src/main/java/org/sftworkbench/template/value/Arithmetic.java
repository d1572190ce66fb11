package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Python's operators on numbers. */
final class Arithmetic {
    private static final int MAX_BITS = 16_384;

    private Arithmetic() {}

    /** The whole number a value is ({@code True} is 1), or null. */
    static BigInteger integer(Value value) {
        if (value instanceof Int number) {
            return number.value();
        }
        if (value instanceof Bool bool) {
            return bool.truth() ? BigInteger.ONE : BigInteger.ZERO;
        }
        return null;
    }

    static boolean isNumber(Value value) {
        return value instanceof Int || value instanceof Bool || value instanceof Real;
    }

    static double real(Value value) {
        if (value instanceof Real real) {
            return real.value();
        }
        double number = integer(value).doubleValue();
        if (Double.isInfinite(number)) {
            throw new EvaluationException("int too large to convert to float");
        }
        return number;
    }

    /** An operator on two numbers. */
    static Value apply(BinaryOperator operator, Value left, Value right) {
        BigInteger a = integer(left);
        BigInteger b = integer(right);
        if (operator == BinaryOperator.DIVIDE) {
            return divide(left, right);
        }
        return a != null && b != null
                ? whole(operator, a, b)
                : new Real(real(operator, real(left), real(right)));
    }

    private static Value divide(Value left, Value right) {
        if (!right.truth()) {
            throw new EvaluationException("division by zero");
        }
        BigInteger a = integer(left);
        BigInteger b = integer(right);
        boolean exact = a == null || b == null || a.bitLength() <= 53 && b.bitLength() <= 53;
        return new Real(exact ? real(left) / real(right) : quotient(a, b));
    }

    /** Whole numbers that a float cannot hold are divided first and rounded once. */
    private static double quotient(BigInteger a, BigInteger b) {
        double quotient =
                new BigDecimal(a)
                        .divide(new BigDecimal(b), new MathContext(60, RoundingMode.HALF_EVEN))
                        .doubleValue();
        if (Double.isInfinite(quotient)) {
            throw new EvaluationException("integer division result too large for a float");
        }
        return quotient;
    }

    private static Value whole(BinaryOperator operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case ADD -> new Int(bounded(a.add(b)));
            case SUBTRACT -> new Int(bounded(a.subtract(b)));
            case MULTIPLY -> {
                room((long) a.bitLength() + b.bitLength());
                yield new Int(a.multiply(b));
            }
            case FLOOR_DIVIDE -> new Int(floorDivide(a, b));
            case MODULO -> new Int(a.subtract(floorDivide(a, b).multiply(b)));
            case POWER -> power(a, b);
            case DIVIDE -> throw new IllegalStateException("divided as floats");
        };
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw new EvaluationException("integer division or modulo by zero");
        }
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean down = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return down ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Value power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            if (base.signum() == 0) {
                throw new EvaluationException("0.0 cannot be raised to a negative power");
            }
            return new Real(power(base.doubleValue(), exponent.doubleValue()));
        }
        if (base.abs().bitLength() > 1) {
            boolean far = exponent.bitLength() > 31;
            room(far ? Long.MAX_VALUE : base.abs().bitLength() * exponent.longValue());
            return new Int(base.pow(exponent.intValue()));
        }
        // 0, 1 and -1 stay small whatever the exponent.
        return new Int(base.pow(exponent.testBit(0) ? 1 : exponent.signum() == 0 ? 0 : 2));
    }

    private static double real(BinaryOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case FLOOR_DIVIDE -> floorDivide(a, nonZero(b));
            case MODULO -> rest(a, nonZero(b));
            case POWER -> power(a, b);
        };
    }

    /** As Python defines it: the quotient goes with the rest, which has the divisor's sign. */
    private static double floorDivide(double a, double b) {
        double whole = (a - rest(a, b)) / b;
        if (whole == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(whole);
        return whole - floor > 0.5 ? floor + 1 : floor;
    }

    private static double rest(double a, double b) {
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0.0, b);
        }
        return rest < 0 != b < 0 ? rest + b : rest;
    }

    private static double power(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw new EvaluationException("0.0 cannot be raised to a negative power");
        }
        if (base == 1) {
            return 1;
        }
        double power = Math.pow(base, exponent);
        if (Double.isInfinite(power) && Double.isFinite(base) && Double.isFinite(exponent)) {
            throw new EvaluationException("the result is too large for a float");
        }
        if (Double.isNaN(power) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
            throw new EvaluationException(
                    "a negative number to a fractional power is complex, which templates cannot use");
        }
        return power;
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw new EvaluationException("float floor division or modulo by zero");
        }
        return divisor;
    }

    private static BigInteger bounded(BigInteger number) {
        room(number.bitLength());
        return number;
    }

    private static void room(long bits) {
        if (bits > MAX_BITS) {
            throw new EvaluationException("a number would grow beyond " + MAX_BITS + " bits");
        }
    }
}
