package org.sftworkbench.template.value;

/** Python's {@code "{}".format(value)}, which escapes the values where the format is markup. */
final class BraceFormat {
    private static final int MAX_NESTING = 2;

    private final Budget budget;
    private final Printer printer;
    private final Attributes attributes;

    BraceFormat(Budget budget, Printer printer, Attributes attributes) {
        this.budget = budget;
        this.printer = printer;
        this.attributes = attributes;
    }

    Text format(Text format, Arguments arguments) {
        return new Pass(arguments, format.markup())
                .format(format, MAX_NESTING)
                .asMarkup(format.markup());
    }

    /** One call: counts the fields without a name. */
    private final class Pass {
        private final Arguments arguments;
        private final boolean escapes;
        private int nextIndex;
        private Boolean numbering;

        Pass(Arguments arguments, boolean escapes) {
            this.arguments = arguments;
            this.escapes = escapes;
        }

        Text format(Text format, int nesting) {
            if (nesting == 0) {
                throw new EvaluationException("Max string recursion exceeded");
            }
            String string = format.string();
            TextBuilder out = new TextBuilder(budget);
            int at = 0;
            while (at < string.length()) {
                int brace = nextBrace(string, at);
                out.append(format.slice(at, brace));
                if (brace == string.length()) {
                    break;
                }
                char c = string.charAt(brace);
                if (brace + 1 < string.length() && string.charAt(brace + 1) == c) {
                    out.append(format.slice(brace, brace + 1));
                    at = brace + 2;
                } else if (c == '}') {
                    throw new EvaluationException("Single '}' encountered in format string");
                } else {
                    int end = closing(string, brace);
                    out.append(field(string.substring(brace + 1, end), nesting));
                    at = end + 1;
                }
            }
            return out.toText();
        }

        private Text field(String field, int nesting) {
            int name = endOfName(field);
            int colon = field.indexOf(':', name);
            String conversion = field.substring(name, colon < 0 ? field.length() : colon);
            Value value = lookUp(field.substring(0, name));
            value =
                    switch (conversion) {
                        case "" -> value;
                        case "!s" -> printer.str(value);
                        case "!r" -> printer.repr(value);
                        case "!a" -> printer.ascii(value);
                        default ->
                                throw new EvaluationException(
                                        "Unknown conversion " + Quoting.quote(conversion));
                    };
            String spec = colon < 0 ? "" : field.substring(colon + 1);
            if (spec.indexOf('{') >= 0) {
                spec = format(Text.of(spec), nesting - 1).string();
            }
            if (escapes && !spec.isEmpty() && value instanceof Text text && text.markup()) {
                throw new EvaluationException("Unsupported format specification for Markup.");
            }
            Text written =
                    spec.isEmpty()
                            ? printer.str(value)
                            : FormatSpec.parse(spec).format(value, budget);
            return escapes ? HtmlEscape.escape(written) : written;
        }

        private Value lookUp(String name) {
            int at = 0;
            while (at < name.length() && name.charAt(at) != '.' && name.charAt(at) != '[') {
                at++;
            }
            if (at == 0 && !name.isEmpty()) {
                throw new EvaluationException("a field must name what it looks into");
            }
            Value value = first(name.substring(0, at), at == name.length());
            while (at < name.length()) {
                boolean item = name.charAt(at) == '[';
                int end = item ? name.indexOf(']', at) : endOfAttribute(name, at + 1);
                if (end < 0) {
                    throw new EvaluationException("Missing ']' in format string");
                }
                String key = name.substring(at + 1, end);
                boolean number = item && key.matches("\\d{1,9}");
                Value by = number ? Int.of(Long.parseLong(key)) : Text.of(key);
                value = item ? attributes.item(value, by) : attributes.attribute(value, key);
                at = item ? end + 1 : end;
            }
            return value;
        }

        /**
         * @param whole whether nothing is looked up in it; only then is it numbered by hand
         */
        private Value first(String name, boolean whole) {
            if (name.isEmpty() || name.matches("\\d{1,9}")) {
                boolean automatic = name.isEmpty();
                if (whole && numbering != null && numbering != automatic) {
                    throw new EvaluationException(
                            "cannot switch between manual field specification and automatic"
                                    + " field numbering");
                }
                numbering = whole ? Boolean.valueOf(automatic) : numbering;
                int index = automatic ? nextIndex++ : Integer.parseInt(name);
                if (index >= arguments.positional().size()) {
                    throw new EvaluationException(
                            "Replacement index "
                                    + index
                                    + " out of range for positional args tuple");
                }
                return arguments.positional().get(index);
            }
            Value value = arguments.named().get(name);
            if (value == null) {
                throw new EvaluationException(
                        "format() got no argument named " + Quoting.quote(name));
            }
            return value;
        }
    }

    private static int nextBrace(String string, int from) {
        int at = from;
        while (at < string.length() && string.charAt(at) != '{' && string.charAt(at) != '}') {
            at++;
        }
        return at;
    }

    private static int closing(String string, int open) {
        int depth = 0;
        for (int i = open; i < string.length(); i++) {
            depth += string.charAt(i) == '{' ? 1 : string.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new EvaluationException("expected '}' before end of string");
    }

    private static int endOfName(String field) {
        int bracket = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            bracket += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (bracket == 0 && (c == ':' || c == '!')) {
                return i;
            }
        }
        return field.length();
    }

    private static int endOfAttribute(String name, int from) {
        int at = from;
        while (at < name.length() && name.charAt(at) != '.' && name.charAt(at) != '[') {
            at++;
        }
        return at;
    }
}
