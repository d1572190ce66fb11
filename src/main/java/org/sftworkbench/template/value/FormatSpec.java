package org.sftworkbench.template.value;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification: what stands after the colon in {@code "{:>8.2f}"}.
 *
 * @param fill character that pads
 * @param align one of {@code < > ^ =}, or empty for the type's default
 * @param zeros whether a zero stands before the width
 * @param sign one of {@code + -} and space, or empty
 * @param positiveZero whether a float that is rounded to -0 loses its sign
 * @param alternate whether prefixes such as {@code 0x} are written
 * @param width least width in code points
 * @param grouping {@code ,} or {@code _} between thousands, or empty
 * @param precision digits, or most characters of a text; -1 where not given
 * @param type the presentation, or empty
 */
record FormatSpec(
        String fill,
        String align,
        boolean zeros,
        String sign,
        boolean positiveZero,
        boolean alternate,
        int width,
        String grouping,
        int precision,
        String type) {
    private static final Pattern SYNTAX =
            Pattern.compile(
                    "(?:(.)?([<>=^]))?([+\\- ])?(z)?(#)?(0)?(\\d{1,8})?([,_])?(?:\\.(\\d{1,9}))?"
                            + "([bcdeEfFgGnosxX%])?",
                    Pattern.DOTALL);
    private static final int MAX_DIGITS = 9999;
    private static final String WHOLE = "bcdnoxX";
    private static final String FLOAT = "eEfFgGn%";

    /**
     * @throws EvaluationException where Python would not accept it
     */
    static FormatSpec parse(String spec) {
        Matcher matcher = SYNTAX.matcher(spec);
        if (!matcher.matches()) {
            throw new EvaluationException("Invalid format specifier '" + spec + "'");
        }
        boolean zeros = matcher.group(6) != null && matcher.group(1) == null;
        return new FormatSpec(
                or(matcher.group(1), zeros ? "0" : " "),
                or(matcher.group(2), ""),
                zeros,
                or(matcher.group(3), ""),
                matcher.group(4) != null,
                matcher.group(5) != null,
                Integer.parseInt(or(matcher.group(7), "0")),
                or(matcher.group(8), ""),
                Integer.parseInt(or(matcher.group(9), "-1")),
                or(matcher.group(10), ""));
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /**
     * Formats a value; a text keeps its origins.
     *
     * @throws EvaluationException where the specification does not go with the value
     */
    Text format(Value value, Budget budget) {
        if (Arithmetic.isNumber(value)) {
            budget.number(value);
            return number(value, budget);
        }
        if (value instanceof Text text) {
            return text(text, budget);
        }
        throw new EvaluationException(
                "unsupported format string passed to " + value.typeName() + ".__format__");
    }

    private Text text(Text text, Budget budget) {
        check(type.isEmpty() || type.equals("s"), unknownCode("str"));
        check(sign.isEmpty(), "Sign not allowed in string format specifier");
        check(!positiveZero, "Negative zero coercion (z) not allowed in string format specifier");
        check(!alternate, "Alternate form (#) not allowed in string format specifier");
        check(!align.equals("="), "'=' alignment not allowed in string format specifier");
        check(grouping.isEmpty(), "Cannot specify '" + grouping + "' with 's'.");
        int length = text.string().codePointCount(0, text.length());
        Text kept =
                precision >= 0 && precision < length
                        ? text.slice(0, text.string().offsetByCodePoints(0, precision))
                        : text;
        return aligned(kept, align.isEmpty() ? "<" : align, budget);
    }

    private Text number(Value value, Budget budget) {
        boolean whole = !(value instanceof Real) && (type.isEmpty() || WHOLE.contains(type));
        check(whole || type.isEmpty() || FLOAT.contains(type), unknownCode(value.typeName()));
        check(
                whole || precision <= MAX_DIGITS,
                "more than " + MAX_DIGITS + " digits are not written");
        check(
                !whole || !positiveZero,
                "Negative zero coercion (z) not allowed in format specifier");
        check(!whole || precision < 0, "Precision not allowed in integer format specifier");
        check(
                grouping.isEmpty() || !"cns".contains(type) || type.isEmpty(),
                "Cannot specify '" + grouping + "' with '" + type + "'.");
        check(
                !grouping.equals(",") || !"boxX".contains(type) || type.isEmpty(),
                "Cannot specify ',' with '" + type + "'.");
        check(
                !type.equals("c") || sign.isEmpty() && !alternate,
                "Sign or '#' not allowed with integer format specifier 'c'");
        String digits =
                whole
                        ? integer(Arithmetic.integer(value))
                        : new FloatDigits(alternate).write(Arithmetic.real(value), type, precision);
        boolean negative =
                digits.startsWith("-")
                        && !(positiveZero && digits.chars().noneMatch(c -> c >= '1' && c <= '9'));
        String size = digits.startsWith("-") ? digits.substring(1) : digits;
        String prefix = whole && alternate && "boxX".contains(type) ? type : "";
        prefix = prefix.isEmpty() ? "" : "0" + prefix;
        String before = (negative ? "-" : sign.equals("-") ? "" : sign) + prefix;
        boolean filled = align.equals("=") || zeros && align.isEmpty();
        int room = filled ? width - before.length() : 0;
        String grouped = grouped(size, filled && fill.equals("0") ? room : 0, budget);
        if (filled) {
            Text padded = new Padding(budget).left(Text.of(grouped), room, fill);
            return Text.of(before + padded.string());
        }
        String standard = type.equals("c") ? "<" : ">";
        return aligned(Text.of(before + grouped), align.isEmpty() ? standard : align, budget);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new EvaluationException(otherwise);
        }
    }

    private String unknownCode(String typeName) {
        return "Unknown format code '" + type + "' for object of type '" + typeName + "'";
    }

    private String integer(BigInteger number) {
        return switch (type) {
            case "b" -> number.toString(2);
            case "o" -> number.toString(8);
            case "x" -> number.toString(16);
            case "X" -> number.toString(16).toUpperCase(Locale.ROOT);
            case "c" -> character(number);
            default -> number.toString();
        };
    }

    private static String character(BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > 21 || number.intValue() > 0x10ffff) {
            throw new EvaluationException("%c arg not in range(0x110000)");
        }
        return Character.toString(number.intValue());
    }

    /** Puts separators between the digits before the point, filled with zeros to a width. */
    private String grouped(String digits, int least, Budget budget) {
        if (grouping.isEmpty()) {
            return digits;
        }
        int each = !type.isEmpty() && "boxX".contains(type) ? 4 : 3;
        int whole = 0;
        while (whole < digits.length() && Character.digit(digits.charAt(whole), 16) >= 0) {
            if (each == 3 && !Character.isDigit(digits.charAt(whole))) {
                break;
            }
            whole++;
        }
        budget.copying(2L * Math.max(least, digits.length()));
        StringBuilder out = new StringBuilder();
        int rest = digits.length() - whole;
        for (int i = 0; i < whole || out.length() + rest < least; i++) {
            if (i > 0 && i % each == 0) {
                out.append(grouping);
            }
            out.append(i < whole ? digits.charAt(whole - 1 - i) : '0');
        }
        return out.reverse().append(digits.substring(whole)).toString();
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
