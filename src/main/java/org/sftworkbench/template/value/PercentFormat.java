package org.sftworkbench.template.value;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code "%s" % value}. */
final class PercentFormat {
    private static final Pattern CONVERSION =
            Pattern.compile(
                    "%(?:\\(([^)]*)\\))?([-+ #0]*)(\\*|\\d{1,8})?(?:\\.(\\*|\\d{0,4}))?[hlL]?(.)?",
                    Pattern.DOTALL);

    private final Budget budget;
    private final Printer printer;

    PercentFormat(Budget budget, Printer printer) {
        this.budget = budget;
        this.printer = printer;
    }

    Text apply(Text format, Value values) {
        List<Value> items = values instanceof TupleValue tuple ? tuple.items() : List.of(values);
        Iterator<Value> rest = items.iterator();
        TextBuilder out = new TextBuilder(budget);
        Matcher matcher = CONVERSION.matcher(format.string());
        int at = 0;
        boolean named = false;
        while (matcher.find(at)) {
            out.append(format.slice(at, matcher.start()));
            at = matcher.end();
            if (matcher.group(5) == null) {
                throw new EvaluationException("incomplete format");
            }
            if (matcher.group().equals("%%")) {
                out.append("%");
            } else {
                named |= matcher.group(1) != null;
                out.append(escaped(convert(matcher, values, rest), format));
            }
        }
        if (rest.hasNext() && !named && !isMapping(values)) {
            throw new EvaluationException("not all arguments converted during string formatting");
        }
        return out.append(format.slice(at, format.length())).toText().asMarkup(format.markup());
    }

    /** What can be looked into by key need not be used up, even a list. */
    private static boolean isMapping(Value values) {
        return values instanceof Dict
                || values instanceof ListValue
                || values instanceof RangeValue
                || values instanceof Undefined;
    }

    private static Text escaped(Text text, Text format) {
        return format.markup() ? HtmlEscape.escape(text) : text;
    }

    private Text convert(Matcher matcher, Value values, Iterator<Value> rest) {
        String flags = matcher.group(2);
        long width = size(matcher.group(3), rest, 0);
        long precision = size(matcher.group(4), rest, -1);
        Value value = matcher.group(1) == null ? next(rest) : named(values, matcher.group(1));
        boolean left = flags.contains("-") || width < 0;
        boolean zeros = flags.contains("0") && !left;
        String sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        char type = matcher.group(5).charAt(0);
        String alternate = flags.contains("#") ? "#" : "";
        String digits = precision < 0 ? "" : "." + precision;
        Padding padding = new Padding(budget);
        Text text =
                switch (type) {
                    case 's' -> cut(printer.str(value), precision);
                    case 'r' -> cut(printer.repr(value), precision);
                    case 'a' -> cut(printer.ascii(value), precision);
                    case 'd', 'i', 'u' -> digits(sign + "d", whole(value, type), precision);
                    case 'x', 'X', 'o' ->
                            digits(sign + alternate + type, whole(value, type), precision);
                    case 'e', 'E', 'f', 'F', 'g', 'G' ->
                            spec(sign + alternate + digits + type, number(value));
                    case 'c' -> character(value);
                    default ->
                            throw new EvaluationException(
                                    "unsupported format character '" + type + "'");
                };
        if (left) {
            return padding.right(text, Math.abs(width), " ");
        }
        boolean numeric = "diuxXoeEfFgG".indexOf(type) >= 0;
        return zeros && numeric ? padding.zeros(text, width) : padding.left(text, width, " ");
    }

    private static long size(String written, Iterator<Value> rest, long otherwise) {
        if (written == null) {
            return otherwise;
        }
        if (written.equals("*")) {
            return Arithmetic.integer(whole(next(rest), '*')).intValue();
        }
        return written.isEmpty() ? 0 : Long.parseLong(written);
    }

    private Text spec(String spec, Value value) {
        return FormatSpec.parse(spec).format(value, budget);
    }

    /** A whole number of so many digits at least. */
    private Text digits(String spec, Value number, long least) {
        String text = spec(spec, number).string();
        int start = 0;
        while (start < text.length() && "+- ".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        if (spec.contains("#")) {
            start += 2;
        }
        long missing = Math.max(0, least - (text.length() - start));
        budget.copying(missing);
        return Text.of(
                text.substring(0, start) + "0".repeat((int) missing) + text.substring(start));
    }

    private Text character(Value value) {
        if (!(value instanceof Text text)) {
            return spec("c", whole(value, 'c'));
        }
        if (text.string().codePointCount(0, text.length()) != 1) {
            throw new EvaluationException("%c requires int or char");
        }
        return text;
    }

    private static Text cut(Text text, long precision) {
        int length = text.string().codePointCount(0, text.length());
        return precision < 0 || precision >= length
                ? text
                : text.slice(0, text.string().offsetByCodePoints(0, (int) precision));
    }

    private static Value next(Iterator<Value> rest) {
        if (!rest.hasNext()) {
            throw new EvaluationException("not enough arguments for format string");
        }
        return rest.next();
    }

    private static Value named(Value values, String name) {
        if (!(values instanceof Dict dict)) {
            throw new EvaluationException("format requires a mapping");
        }
        Value value = dict.get(name);
        if (value == null) {
            throw new EvaluationException(
                    "the format's key " + Quoting.quote(name) + " is missing");
        }
        return value;
    }

    private static Value whole(Value value, char type) {
        if (value instanceof Real real && "diu".indexOf(type) >= 0) {
            return new Int(Numbers.truncate(real.value()));
        }
        if (Arithmetic.integer(value) == null) {
            throw wrong(value, type);
        }
        return new Int(Arithmetic.integer(value));
    }

    private static Value number(Value value) {
        if (!Arithmetic.isNumber(value)) {
            throw wrong(value, 'f');
        }
        return new Real(Arithmetic.real(value));
    }

    private static EvaluationException wrong(Value value, char type) {
        return value instanceof Undefined undefined
                ? undefined.failure()
                : new EvaluationException(
                        "%" + type + " format: a number is required, not " + value.typeName());
    }
}
