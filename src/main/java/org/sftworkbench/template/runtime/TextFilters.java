package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.BinaryOperator;
import org.sftworkbench.template.value.Bool;
import org.sftworkbench.template.value.Bound;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.Function;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.PythonSpace;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TextBuilder;
import org.sftworkbench.template.value.TupleValue;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** Filters that give text. */
final class TextFilters {
    private static final int LEEWAY = 5;

    private final Python python;

    TextFilters(Python python) {
        this.python = python;
    }

    void addTo(Map<String, Filter> filters) {
        filters.put("string", (input, a) -> str(input));
        filters.put("upper", (input, a) -> python.casing().upper(str(input)));
        filters.put("lower", (input, a) -> python.casing().lower(str(input)));
        filters.put("capitalize", (input, a) -> python.casing().capitalize(str(input)));
        filters.put("title", (input, a) -> python.casing().titleOfWords(str(input), this::inWord));
        filters.put("trim", this::trim);
        filters.put("replace", this::replace);
        filters.put("center", this::center);
        filters.put("format", this::format);
        filters.put("indent", this::indent);
        filters.put("truncate", this::truncate);
        filters.put("wordwrap", this::wordWrap);
        filters.put("pprint", (input, a) -> new PrettyPrint(python).format(input));
        filters.put("wordcount", (input, a) -> words(str(input)));
    }

    private Text str(Value value) {
        return python.printer().str(value);
    }

    private boolean inWord(int c) {
        boolean space = c <= 0xffff && PythonSpace.isSpace((char) c);
        return !space && "-({[<".indexOf(c) < 0;
    }

    private Value trim(Value input, Arguments arguments) {
        Bound bound = arguments.bind("trim", 0, "chars");
        boolean space = bound.get(0, None.NONE) == None.NONE;
        String characters = space ? null : bound.text(0).string();
        return python.pieces().strip(str(input), characters, true, true);
    }

    private Value replace(Value input, Arguments arguments) {
        Bound bound = arguments.bind("replace", 2, "old", "new", "count");
        long most = bound.get(2, None.NONE) == None.NONE ? -1 : bound.number(2);
        return python.pieces()
                .replace(str(input).asMarkup(false), str(bound.get(0)), str(bound.get(1)), most)
                .asMarkup(false);
    }

    private Value center(Value input, Arguments arguments) {
        Value width = arguments.bind("center", 0, "width").get(0, Int.of(80));
        Value method = python.attributes().attribute(str(input), "center");
        return ((Function) method).body().call(Arguments.of(width));
    }

    private Value format(Value input, Arguments arguments) {
        if (!arguments.named().isEmpty() && !arguments.positional().isEmpty()) {
            throw new EvaluationException(
                    "can't handle positional and keyword arguments at the same time");
        }
        Dict.Builder named = new Dict.Builder();
        arguments.named().forEach((name, value) -> named.put(Text.of(name), value));
        Value values =
                arguments.named().isEmpty()
                        ? new TupleValue(arguments.positional())
                        : named.build();
        return python.operators().apply(BinaryOperator.MODULO, str(input), values);
    }

    private Value indent(Value input, Arguments arguments) {
        Bound bound = arguments.bind("indent", 0, "width", "first", "blank");
        if (input instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (!(input instanceof Text text)) {
            throw new EvaluationException("indent wants a string, not " + input.typeName());
        }
        Text indention = indention(bound);
        Text ended = python.operators().concat(text, Text.of("\n"));
        List<Value> lines = python.pieces().lines(ended, false);
        TextBuilder out = new TextBuilder(python.budget());
        for (int i = 0; i < lines.size(); i++) {
            Text line = (Text) lines.get(i);
            boolean indented = i == 0 ? bound.truth(1) : bound.truth(2) || !line.isEmpty();
            out.append(i == 0 ? "" : "\n");
            out.append(indented ? indention : Text.EMPTY).append(line);
        }
        return out.toText().asMarkup(text.markup());
    }

    private Text indention(Bound bound) {
        if (bound.get(0) instanceof Text text) {
            return text;
        }
        long width = Math.max(0, bound.number(0, 4));
        python.budget().copying(width);
        return Text.of(" ".repeat((int) width));
    }

    private Value truncate(Value input, Arguments arguments) {
        Bound bound = arguments.bind("truncate", 0, "length", "killwords", "end", "leeway");
        Text end = bound.text(2, Text.of("..."));
        long length = bound.number(0, 255);
        long leeway = bound.get(3, None.NONE) == None.NONE ? LEEWAY : bound.number(3);
        int size = python.iteration().length(input);
        long kept = length - python.iteration().length(end);
        if (kept < 0) {
            throw new EvaluationException("truncate wants a length of at least its end's");
        }
        if (size <= length + leeway) {
            return input;
        }
        if (!(input instanceof Text text)) {
            throw new EvaluationException("truncate wants a string, not " + input.typeName());
        }
        Text cut = (Text) python.sequences().slice(text, null, Int.of(kept), null);
        if (!bound.truth(1)) {
            cut = (Text) python.pieces().splitFromRight(cut, " ", 1).get(0);
        }
        return python.operators().concat(cut, end);
    }

    private Value wordWrap(Value input, Arguments arguments) {
        Bound bound =
                arguments.bind(
                        "wordwrap",
                        0,
                        "width",
                        "break_long_words",
                        "wrapstring",
                        "break_on_hyphens");
        if (!(input instanceof Text text)) {
            throw new EvaluationException("wordwrap wants a string, not " + input.typeName());
        }
        WordWrap wrap =
                new WordWrap(
                        python,
                        bound.number(0, 79),
                        bound.get(1, Bool.TRUE).truth(),
                        bound.get(3, Bool.TRUE).truth());
        Text between = bound.get(2, None.NONE) == None.NONE ? Text.of("\n") : bound.text(2);
        List<Text> paragraphs = new ArrayList<>();
        for (Value line : python.pieces().lines(text, false)) {
            paragraphs.add(python.pieces().join(between, wrap.lines((Text) line)));
        }
        return python.pieces().join(between, paragraphs);
    }

    /** Numbers that are no digits, such as one half, belong to words in Python. */
    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static Value words(Text text) {
        boolean within = false;
        long count = 0;
        for (int c : text.string().codePoints().toArray()) {
            boolean word = c == '_' || Character.isLetterOrDigit(c) || isNumber(c);
            count += word && !within ? 1 : 0;
            within = word;
        }
        return Int.of(count);
    }
}
