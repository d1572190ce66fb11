package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Python's {@code json.dumps}, as the {@code tojson} filter of chat templates uses it. */
public final class JsonWriter {
    /**
     * How JSON is laid out.
     *
     * @param ensureAscii whether characters beyond ASCII are escaped
     * @param indent what one level is indented by, or null for a single line
     * @param itemSeparator between items
     * @param keySeparator between key and value
     * @param sortKeys whether keys are sorted
     */
    public record Layout(
            boolean ensureAscii,
            String indent,
            String itemSeparator,
            String keySeparator,
            boolean sortKeys) {}

    private static final int CHARACTERS_PER_STEP = 8;

    private final Budget budget;
    private final Layout layout;
    private final TextBuilder out;

    public JsonWriter(Budget budget, Layout layout) {
        this.budget = budget;
        this.layout = layout;
        this.out = new TextBuilder(budget);
    }

    /**
     * Writes a value; what is written of an input value keeps that value as its source.
     *
     * @throws EvaluationException where the value has no JSON form
     */
    public Text write(Value value) {
        write(value, null, 0);
        return out.toText();
    }

    private void write(Value value, InputSource around, int level) {
        budget.step();
        budget.enter();
        if (value instanceof Text text) {
            writeText(text, around);
        } else if (value instanceof ListValue list) {
            writeItems(list.items(), around == null ? list.source() : around, level);
        } else if (value instanceof TupleValue tuple) {
            writeItems(tuple.items(), around, level);
        } else if (value instanceof Dict dict) {
            writeDict(dict, around == null ? dict.source() : around, level);
        } else {
            budget.number(value);
            out.append(simple(value), around);
        }
        budget.leave();
    }

    private void writeText(Text text, InputSource around) {
        String json = quote(text.string());
        if (around == null) {
            out.append(text.reencoded(json).isEmpty() ? Text.of(json) : text.reencoded(json));
        } else {
            out.append(json, around);
        }
    }

    private static String simple(Value value) {
        if (value == None.NONE) {
            return "null";
        }
        if (value instanceof Bool bool) {
            return bool.truth() ? "true" : "false";
        }
        if (value instanceof Int number) {
            return number.value().toString();
        }
        if (value instanceof Real real) {
            return switch (FloatText.repr(real.value())) {
                case "nan" -> "NaN";
                case "inf" -> "Infinity";
                case "-inf" -> "-Infinity";
                default -> FloatText.repr(real.value());
            };
        }
        throw new EvaluationException(
                "Object of type " + value.typeName() + " is not JSON serializable");
    }

    private void writeItems(List<Value> items, InputSource source, int level) {
        if (items.isEmpty()) {
            out.append("[]", source);
            return;
        }
        out.append("[", source);
        String separator = "";
        for (Value item : items) {
            out.append(separator + newLine(level + 1), source);
            write(item, source, level + 1);
            separator = layout.itemSeparator();
        }
        out.append(newLine(level) + "]", source);
    }

    private void writeDict(Dict dict, InputSource source, int level) {
        if (!dict.truth()) {
            out.append("{}", source);
            return;
        }
        out.append("{", source);
        String separator = "";
        for (Dict.Entry entry : ordered(dict)) {
            String key = quote(key(entry.key()));
            out.append(separator + newLine(level + 1) + key + layout.keySeparator(), source);
            write(entry.value(), source, level + 1);
            separator = layout.itemSeparator();
        }
        out.append(newLine(level) + "}", source);
    }

    private List<Dict.Entry> ordered(Dict dict) {
        List<Dict.Entry> entries = new ArrayList<>(dict.entries());
        if (layout.sortKeys()) {
            Equality equality = new Equality(budget);
            entries.sort(
                    Comparator.comparing(Dict.Entry::key, (a, b) -> equality.compare(a, b, "<")));
        }
        return entries;
    }

    private static String key(Value key) {
        if (key instanceof Text text) {
            return text.string();
        }
        if (key instanceof TupleValue || key instanceof Undefined || key instanceof RangeValue) {
            throw new EvaluationException(
                    "keys must be str, int, float, bool or None, not " + key.typeName());
        }
        return simple(key);
    }

    private String newLine(int level) {
        if (layout.indent() == null) {
            return "";
        }
        budget.copying((long) layout.indent().length() * level);
        return "\n" + layout.indent().repeat(level);
    }

    private String quote(String string) {
        budget.copying(string.length());
        budget.steps(string.length() / CHARACTERS_PER_STEP);
        StringBuilder json = new StringBuilder(string.length() + 2).append('"');
        for (int i = 0; i < string.length(); i++) {
            escape(string.charAt(i), json);
        }
        return json.append('"').toString();
    }

    private void escape(char c, StringBuilder json) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            case '\f' -> json.append("\\f");
            case '\b' -> json.append("\\b");
            default -> {
                if (c < 0x20 || layout.ensureAscii() && c > 0x7e) {
                    json.append("\\u").append(Quoting.hex(c, 4));
                } else {
                    json.append(c);
                }
            }
        }
    }
}
