package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification: what stands after the colon in {@code "{:>8.2f}"}.
 *
 * @param fill character that pads
 * @param align one of {@code < > ^ =}, or empty for the type's default
 * @param sign one of {@code + -} and space, or empty
 * @param alternate whether prefixes such as {@code 0x} are written
 * @param width least width in code points
 * @param grouping {@code ,} or {@code _} between thousands, or empty
 * @param precision digits, or most characters of a text; -1 where not given
 * @param type the presentation, or empty
 */
record FormatSpec(
        String fill,
        String align,
        String sign,
        boolean alternate,
        int width,
        String grouping,
        int precision,
        String type) {
    private static final Pattern SYNTAX =
            Pattern.compile(
                    "(?:(.)?([<>=^]))?([+\\- ])?(#)?(0)?(\\d{1,8})?([,_])?(?:\\.(\\d{1,4}))?"
                            + "([bcdeEfFgGnosxX%])?",
                    Pattern.DOTALL);

    /**
     * @throws EvaluationException where Python would not accept it
     */
    static FormatSpec parse(String spec) {
        Matcher matcher = SYNTAX.matcher(spec);
        if (!matcher.matches()) {
            throw new EvaluationException("Invalid format specifier '" + spec + "'");
        }
        boolean zeros = matcher.group(5) != null;
        return new FormatSpec(
                or(matcher.group(1), zeros && matcher.group(2) == null ? "0" : " "),
                or(matcher.group(2), zeros ? "=" : ""),
                or(matcher.group(3), ""),
                matcher.group(4) != null,
                Integer.parseInt(or(matcher.group(6), "0")),
                or(matcher.group(7), ""),
                Integer.parseInt(or(matcher.group(8), "-1")),
                or(matcher.group(9), ""));
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /** Formats a value; a text keeps its origins. */
    Text format(Value value, Budget budget, Printer printer) {
        if (Arithmetic.isNumber(value) && !(value instanceof Bool && type.isEmpty())) {
            return number(value, budget);
        }
        Text text = printer.str(value);
        if (!type.isEmpty() && !type.equals("s")) {
            throw new EvaluationException(
                    "Unknown format code '"
                            + type
                            + "' for object of type '"
                            + value.typeName()
                            + "'");
        }
        int length = text.string().codePointCount(0, text.length());
        if (precision >= 0 && precision < length) {
            text = text.slice(0, text.string().offsetByCodePoints(0, precision));
        }
        return aligned(text, align.isEmpty() ? "<" : align, budget);
    }

    private Text number(Value value, Budget budget) {
        boolean whole = !(value instanceof Real) && "bcdnoxX".contains(type);
        String digits = whole ? integer(Arithmetic.integer(value)) : real(Arithmetic.real(value));
        boolean negative = digits.startsWith("-");
        String size = grouped(negative ? digits.substring(1) : digits);
        String before = negative ? "-" : sign.equals("-") ? "" : sign;
        if (align.equals("=")) {
            Text filled = new Padding(budget).left(Text.of(size), width - before.length(), fill);
            return Text.of(before + filled.string());
        }
        return aligned(Text.of(before + size), align.isEmpty() ? ">" : align, budget);
    }

    private String integer(BigInteger number) {
        return switch (type) {
            case "b" -> prefixed(number, 2, "0b");
            case "o" -> prefixed(number, 8, "0o");
            case "x" -> prefixed(number, 16, "0x");
            case "X" -> prefixed(number, 16, "0x").toUpperCase(Locale.ROOT);
            case "c" -> new String(Character.toChars(number.intValue()));
            default -> number.toString();
        };
    }

    private String prefixed(BigInteger number, int radix, String prefix) {
        String minus = number.signum() < 0 ? "-" : "";
        return minus + (alternate ? prefix : "") + number.abs().toString(radix);
    }

    private String real(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return FloatText.repr(number);
        }
        int digits = precision < 0 ? 6 : precision;
        return switch (type) {
            case "f", "F" -> fixed(number, digits);
            case "%" -> fixed(number * 100, digits) + "%";
            case "e" -> exponential(number, digits);
            case "E" -> exponential(number, digits).toUpperCase(Locale.ROOT);
            case "g", "n" -> general(number, Math.max(1, digits));
            case "G" -> general(number, Math.max(1, digits)).toUpperCase(Locale.ROOT);
            default -> precision < 0 ? FloatText.repr(number) : shortest(number);
        };
    }

    private String shortest(double number) {
        String text = general(number, Math.max(1, precision));
        return text.contains(".") || text.contains("e") ? text : text + ".0";
    }

    private static String fixed(double number, int digits) {
        String text =
                new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return 1 / number < 0 && !text.startsWith("-") ? "-" + text : text;
    }

    private static String exponential(double number, int digits) {
        if (number == 0) {
            return fixed(number, digits) + "e+00";
        }
        BigDecimal rounded =
                new BigDecimal(number).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent).setScale(digits).toPlainString();
        return String.format("%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static String general(double number, int digits) {
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal rounded =
                new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= digits) {
            String text = exponential(number, digits - 1);
            int at = text.indexOf('e');
            return trimZeros(text.substring(0, at)) + text.substring(at);
        }
        return trimZeros(rounded.toPlainString());
    }

    private static String trimZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private String grouped(String digits) {
        if (grouping.isEmpty()) {
            return digits;
        }
        int whole = 0;
        while (whole < digits.length() && Character.isDigit(digits.charAt(whole))) {
            whole++;
        }
        StringBuilder out = new StringBuilder(digits);
        for (int at = whole - 3; at > 0; at -= 3) {
            out.insert(at, grouping);
        }
        return out.toString();
    }

    private Text aligned(Text text, String how, Budget budget) {
        Padding padding = new Padding(budget);
        return switch (how) {
            case ">", "=" -> padding.left(text, width, fill);
            case "^" -> padding.middle(text, width, fill);
            default -> padding.right(text, width, fill);
        };
    }
}
