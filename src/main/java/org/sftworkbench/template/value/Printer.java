package org.sftworkbench.template.value;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's {@code str} and {@code repr} of values. */
public final class Printer {
    /** Finding the shortest digits of a float takes long. */
    private static final int CHARACTERS_PER_STEP = 4;

    private final Budget budget;

    public Printer(Budget budget) {
        this.budget = budget;
    }

    /** Python's {@code str}: a text is itself, with its origins. */
    public Text str(Value value) {
        if (value instanceof Text text) {
            return text;
        }
        if (value instanceof Undefined) {
            return Text.EMPTY;
        }
        return repr(value);
    }

    /** Python's {@code repr}. What is printed of an input value keeps that value as its source. */
    public Text repr(Value value) {
        TextBuilder out = new TextBuilder(budget);
        write(value, null, out);
        return out.toText();
    }

    /** Python's {@code ascii}: as {@link #repr}, with what is beyond ASCII escaped. */
    public Text ascii(Value value) {
        Text text = repr(value);
        boolean plain = text.string().chars().allMatch(c -> c < 0x80);
        return plain ? text : text.reencoded(Quoting.ascii(text.string()));
    }

    private void write(Value value, InputSource around, TextBuilder out) {
        budget.step();
        budget.enter();
        if (value instanceof Text text) {
            writeText(text, around, out);
        } else if (value instanceof ListValue list) {
            InputSource source = around == null ? list.source() : around;
            writeItems("[", list.items(), "]", source, out);
        } else if (value instanceof TupleValue tuple) {
            String close = tuple.items().size() == 1 ? ",)" : ")";
            writeItems("(", tuple.items(), close, around, out);
        } else if (value instanceof Dict dict) {
            writeDict(dict, around == null ? dict.source() : around, out);
        } else if (value instanceof DictView view) {
            writeItems(view.typeName() + "([", view.items(), "])", around, out);
        } else if (value instanceof Namespace namespace) {
            writeNamespace(namespace, around, out);
        } else {
            budget.number(value);
            out.append(simple(value), around);
        }
        budget.leave();
    }

    private void writeText(Text text, InputSource around, TextBuilder out) {
        budget.copying(text.length());
        budget.steps(text.length() / CHARACTERS_PER_STEP);
        String quoted = Quoting.quote(text.string());
        Text shown = text.reencoded(text.markup() ? "Markup(" + quoted + ")" : quoted);
        if (around != null || text.isEmpty()) {
            out.append(text.isEmpty() && !text.markup() ? "''" : shown.string(), around);
        } else {
            out.append(shown);
        }
    }

    private void writeItems(
            String open, List<Value> items, String close, InputSource source, TextBuilder out) {
        out.append(open, source);
        Iterator<Value> rest = items.iterator();
        while (rest.hasNext()) {
            write(rest.next(), source, out);
            if (rest.hasNext()) {
                out.append(", ", source);
            }
        }
        out.append(close, source);
    }

    private void writeDict(Dict dict, InputSource source, TextBuilder out) {
        out.append("{", source);
        String separator = "";
        for (Dict.Entry entry : dict.entries()) {
            out.append(separator, source);
            write(entry.key(), source, out);
            out.append(": ", source);
            write(entry.value(), source, out);
            separator = ", ";
        }
        out.append("}", source);
    }

    private void writeNamespace(Namespace namespace, InputSource source, TextBuilder out) {
        out.append("<Namespace {", source);
        String separator = "";
        for (Map.Entry<String, Value> entry : namespace.attributes().entrySet()) {
            out.append(separator + Quoting.quote(entry.getKey()) + ": ", source);
            write(entry.getValue(), source, out);
            separator = ", ";
        }
        out.append("}>", source);
    }

    private static String simple(Value value) {
        if (value == None.NONE) {
            return "None";
        }
        if (value instanceof Bool bool) {
            return bool.truth() ? "True" : "False";
        }
        if (value instanceof Int number) {
            return number.value().toString();
        }
        if (value instanceof Real real) {
            return FloatText.repr(real.value());
        }
        if (value instanceof Undefined) {
            return "Undefined";
        }
        if (value instanceof RangeValue range) {
            String step = range.step() == 1 ? "" : ", " + range.step();
            return "range(" + range.start() + ", " + range.stop() + step + ")";
        }
        if (value instanceof Function function) {
            return function.shown();
        }
        if (value instanceof OwnBlocks) {
            return "<TemplateReference None>";
        }
        if (value instanceof Loop loop) {
            String index = simple(loop.attribute("index"));
            return "<LoopContext " + index + "/" + loop.length() + ">";
        }
        return "<" + value.typeName() + " object>";
    }
}
