package org.sftworkbench.template.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Bool;
import org.sftworkbench.template.value.Bound;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.FloatText;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.Numbers;
import org.sftworkbench.template.value.Real;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** Filters that give numbers. */
final class NumberFilters {
    private static final int STEPS_PER_ROUNDING = 300;

    private final Python python;

    NumberFilters(Python python) {
        this.python = python;
    }

    void addTo(Map<String, Filter> filters) {
        filters.put("abs", (input, a) -> absolute(input));
        filters.put("int", NumberFilters::toInt);
        filters.put("float", NumberFilters::toFloat);
        filters.put("round", this::round);
        filters.put("filesizeformat", this::fileSize);
    }

    private Value absolute(Value input) {
        if (input instanceof Real real) {
            return new Real(Math.abs(real.value()));
        }
        Value number = python.operators().plus(input);
        return new Int(((Int) number).value().abs());
    }

    private static Value toInt(Value input, Arguments arguments) {
        Bound bound = arguments.bind("int", 0, "default", "base");
        int base = (int) bound.number(1, 10);
        BigInteger parsed = null;
        if (input instanceof Text text) {
            boolean possible =
                    base == 0 || base >= Character.MIN_RADIX && base <= Character.MAX_RADIX;
            parsed = possible ? Numbers.parseInteger(text.string(), base) : null;
        }
        if (input instanceof Real real && Double.isInfinite(real.value())) {
            throw new EvaluationException("cannot convert float infinity to integer");
        }
        if (parsed == null) {
            Double number = number(input);
            boolean finite = number != null && Double.isFinite(number);
            parsed = finite ? truncated(input, number) : null;
        }
        return parsed == null ? bound.get(0, Int.of(0)) : new Int(parsed);
    }

    private static BigInteger truncated(Value input, double number) {
        return input instanceof Int whole ? whole.value() : Numbers.truncate(number);
    }

    private static Value toFloat(Value input, Arguments arguments) {
        Double number = number(input);
        Bound bound = arguments.bind("float", 0, "default");
        return number == null ? bound.get(0, new Real(0)) : new Real(number);
    }

    /** The number a value is or writes, or null. */
    private static Double number(Value value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value instanceof Real real) {
            return real.value();
        }
        if (value instanceof Int number) {
            double real = number.value().doubleValue();
            if (Double.isInfinite(real)) {
                throw new EvaluationException("int too large to convert to float");
            }
            return real;
        }
        if (value instanceof Bool bool) {
            return bool.truth() ? 1.0 : 0.0;
        }
        return value instanceof Text text ? Numbers.parseReal(text.string()) : null;
    }

    private Value round(Value input, Arguments arguments) {
        Bound bound = arguments.bind("round", 0, "precision", "method");
        int digits = (int) Math.max(-1000, Math.min(1000, bound.number(0, 0)));
        String method = bound.text(1, Text.of("common")).string();
        if (input instanceof Text || number(input) == null) {
            throw new EvaluationException(
                    "type " + input.typeName() + " doesn't define __round__ method");
        }
        double value = number(input);
        python.budget().steps(STEPS_PER_ROUNDING);
        return switch (method) {
            case "common" ->
                    input instanceof Real
                            ? new Real(Numbers.round(value, digits))
                            : new Int(rounded(input, digits));
            // Python's whole number in between has no -0.
            case "ceil" -> new Real((Math.ceil(value * power(digits)) + 0.0) / power(digits));
            case "floor" -> new Real((Math.floor(value * power(digits)) + 0.0) / power(digits));
            default -> throw new EvaluationException("method must be common, ceil or floor");
        };
    }

    private static double power(int digits) {
        return Math.pow(10, digits);
    }

    private static BigInteger rounded(Value input, int digits) {
        BigInteger whole =
                input instanceof Int number
                        ? number.value()
                        : BigInteger.valueOf(input.truth() ? 1 : 0);
        return digits >= 0
                ? whole
                : new BigDecimal(whole)
                        .setScale(digits, java.math.RoundingMode.HALF_EVEN)
                        .toBigInteger();
    }

    private Value fileSize(Value input, Arguments arguments) {
        boolean binary = arguments.bind("filesizeformat", 0, "binary").truth(0);
        Double bytes = number(input);
        if (bytes == null) {
            throw new EvaluationException("filesizeformat wants a number");
        }
        int base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return Text.of("1 Byte");
        }
        if (bytes < base) {
            return Text.of(Numbers.truncate(bytes) + " Bytes");
        }
        String[] units =
                binary
                        ? new String[] {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"}
                        : new String[] {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
        int unit = 0;
        double size = bytes / base;
        while (size >= base && unit < units.length - 1) {
            size /= base;
            unit++;
        }
        String shown =
                Double.isFinite(size)
                        ? String.format(Locale.ROOT, "%.1f", size)
                        : FloatText.repr(size);
        return Text.of(shown + " " + units[unit]);
    }
}
