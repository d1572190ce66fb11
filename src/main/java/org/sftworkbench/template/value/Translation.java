package org.sftworkbench.template.value;

import java.math.BigInteger;

/** Python's {@code str.translate} and {@code str.maketrans}: characters changed by a table. */
final class Translation {
    private final Budget budget;
    private final Printer printer;

    Translation(Budget budget, Printer printer) {
        this.budget = budget;
        this.printer = printer;
    }

    Text translate(Text text, Arguments arguments) {
        if (!(arguments.bind("translate", 1, "table").get(0) instanceof Dict table)) {
            throw new EvaluationException("translate() wants a mapping of character numbers");
        }
        TextBuilder out = new TextBuilder(budget);
        for (int at = 0; at < text.length(); ) {
            int c = text.string().codePointAt(at);
            int next = at + Character.charCount(c);
            budget.step();
            Value change = table.get(Int.of(c));
            out.append(change == null ? text.slice(at, next) : changed(change));
            at = next;
        }
        return out.toText();
    }

    private static Text changed(Value change) {
        if (change == None.NONE) {
            return Text.EMPTY;
        }
        if (change instanceof Text text) {
            return text;
        }
        BigInteger code = Arithmetic.integer(change);
        if (code == null) {
            throw new EvaluationException("character mapping must return integer, None or str");
        }
        if (code.signum() < 0 || code.bitLength() > 21 || code.intValue() > 0x10ffff) {
            throw new EvaluationException("character mapping must be in range(0x110000)");
        }
        return Text.of(Character.toString(code.intValue()));
    }

    Dict table(Arguments arguments) {
        Bound bound = arguments.bind("maketrans", 1, "x", "y", "z");
        Dict.Builder table = new Dict.Builder();
        if (!bound.has(1)) {
            if (!(bound.get(0) instanceof Dict dict)) {
                throw new EvaluationException(
                        "if you give only one argument to maketrans it must be a dict");
            }
            budget.entries(dict.size());
            dict.entries().forEach(entry -> table.put(key(entry.key()), entry.value()));
            return table.build();
        }
        int[] from = bound.text(0).string().codePoints().toArray();
        int[] to = bound.text(1).string().codePoints().toArray();
        if (from.length != to.length) {
            throw new EvaluationException(
                    "the first two maketrans arguments must have equal length");
        }
        budget.entries(from.length);
        for (int i = 0; i < from.length; i++) {
            table.put(Int.of(from[i]), Int.of(to[i]));
        }
        if (bound.has(2)) {
            budget.entries(bound.text(2).length());
            bound.text(2).string().codePoints().forEach(c -> table.put(Int.of(c), None.NONE));
        }
        return table.build();
    }

    private Value key(Value key) {
        if (Arithmetic.integer(key) != null) {
            return key;
        }
        boolean one =
                key instanceof Text text && text.string().codePointCount(0, text.length()) == 1;
        if (!one) {
            throw new EvaluationException(
                    "keys in translate table must be characters or integers, not "
                            + printer.repr(key));
        }
        return Int.of(((Text) key).string().codePointAt(0));
    }
}
