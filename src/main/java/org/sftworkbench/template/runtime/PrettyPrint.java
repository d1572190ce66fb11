package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.ListValue;
import org.sftworkbench.template.value.PythonSpace;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TupleValue;
import org.sftworkbench.template.value.Value;

/** Python's {@code pprint.pformat}: mappings in order of their keys, lines of at most 80. */
final class PrettyPrint {
    private static final int WIDTH = 80;

    private final Python python;
    private final StringBuilder out = new StringBuilder();

    PrettyPrint(Python python) {
        this.python = python;
    }

    Text format(Value value) {
        // First, for it stops at values too large to be looked through.
        Text plain = python.printer().repr(value);
        write(sorted(value), 0, 0, 0);
        return plain.reencoded(out.toString());
    }

    private Value sorted(Value value) {
        python.budget().enter();
        python.budget().objects(1);
        Value sorted = value;
        if (value instanceof Dict dict) {
            List<Dict.Entry> entries = new ArrayList<>(dict.entries());
            python.budget().elements(entries.size());
            entries.sort(Comparator.comparing(Dict.Entry::key, this::compare));
            Dict.Builder builder = new Dict.Builder();
            entries.forEach(entry -> builder.put(sorted(entry.key()), sorted(entry.value())));
            sorted = builder.build();
        } else if (value instanceof ListValue list) {
            sorted = new ListValue(list.items().stream().map(this::sorted).toList());
        } else if (value instanceof TupleValue tuple && tuple.names().isEmpty()) {
            sorted = new TupleValue(tuple.items().stream().map(this::sorted).toList());
        }
        python.budget().leave();
        return sorted;
    }

    private int compare(Value a, Value b) {
        try {
            return python.equality().compare(a, b, "<");
        } catch (EvaluationException e) {
            return a.typeName().compareTo(b.typeName());
        }
    }

    private String repr(Value value) {
        return python.printer().repr(value).string();
    }

    private static int width(String string) {
        return string.codePointCount(0, string.length());
    }

    /**
     * Writes a value.
     *
     * @param indent where it begins in its line
     * @param allowance how much must follow it in its last line
     * @param level how deep it stands
     */
    private void write(Value value, int indent, int allowance, int level) {
        python.budget().enter();
        if (fits(value, WIDTH - indent - allowance)) {
            append(repr(value));
        } else if (value instanceof Dict dict) {
            writeDict(dict, indent, allowance + 1, level + 1);
        } else if (value instanceof ListValue list) {
            append("[");
            writeItems(list.items(), indent + 1, allowance + 1, level + 1);
            append("]");
        } else if (value instanceof TupleValue tuple && tuple.names().isEmpty()) {
            String close = tuple.items().size() == 1 ? ",)" : ")";
            append("(");
            writeItems(tuple.items(), indent + 1, allowance + close.length(), level + 1);
            append(close);
        } else if (value instanceof Text text && !text.markup() && !text.isEmpty()) {
            writeText(text, indent, allowance, level + 1);
        } else {
            append(repr(value));
        }
        python.budget().leave();
    }

    /** Whether a value fits into a line; what it prints as is not kept, for it may be long. */
    private boolean fits(Value value, int room) {
        return width(repr(value)) <= room;
    }

    private void append(String string) {
        python.budget().size((long) out.length() + string.length());
        python.budget().copying(string.length());
        out.append(string);
    }

    private void newLine(int indent) {
        append("\n" + " ".repeat(indent));
    }

    private void writeDict(Dict dict, int indent, int allowance, int level) {
        append("{");
        int left = dict.size();
        for (Dict.Entry entry : dict.entries()) {
            left--;
            String key = repr(entry.key());
            append(key + ": ");
            int start = indent + 1 + width(key) + 2;
            write(entry.value(), start, left == 0 ? allowance : 1, level);
            if (left > 0) {
                append(",");
                newLine(indent + 1);
            }
        }
        append("}");
    }

    private void writeItems(List<Value> items, int indent, int allowance, int level) {
        for (int i = 0; i < items.size(); i++) {
            boolean last = i == items.size() - 1;
            write(items.get(i), indent, last ? allowance : 1, level);
            if (!last) {
                append(",");
                newLine(indent);
            }
        }
    }

    /** A text too long for its line is written as several, which Python puts together again. */
    private void writeText(Text text, int start, int follows, int level) {
        int indent = level == 1 ? start + 1 : start;
        int allowance = level == 1 ? follows + 1 : follows;
        List<String> chunks = new ArrayList<>();
        List<Value> lines = python.pieces().lines(text, true);
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            String repr = repr(lines.get(i));
            if (width(repr) <= WIDTH - indent - (last ? allowance : 0)) {
                chunks.add(repr);
            } else {
                addWords(((Text) lines.get(i)).string(), indent, last ? allowance : 0, chunks);
            }
        }
        if (chunks.size() == 1) {
            append(repr(lines.get(lines.size() - 1)));
            return;
        }
        append(level == 1 ? "(" : "");
        for (int i = 0; i < chunks.size(); i++) {
            if (i > 0) {
                newLine(indent);
            }
            append(chunks.get(i));
        }
        append(level == 1 ? ")" : "");
    }

    private void addWords(String line, int indent, int allowance, List<String> chunks) {
        int start = 0;
        int end = 0;
        while (end < line.length()) {
            int next = wordEnd(line, end);
            int room = WIDTH - indent - (next == line.length() ? allowance : 0);
            if (end > start && width(repr(Text.of(line.substring(start, next)))) > room) {
                chunks.add(repr(Text.of(line.substring(start, end))));
                start = end;
            }
            end = next;
        }
        chunks.add(repr(Text.of(line.substring(start))));
    }

    /** Behind the next word and the white space after it. */
    private static int wordEnd(String line, int from) {
        int at = from;
        while (at < line.length() && !PythonSpace.isSpace(line.charAt(at))) {
            at++;
        }
        while (at < line.length() && PythonSpace.isSpace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
