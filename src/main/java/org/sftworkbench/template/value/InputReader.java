package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns input (JSON-like Java values) into template values that know where they stand. */
public final class InputReader {
    private final Budget budget;

    public InputReader(Budget budget) {
        this.budget = budget;
    }

    /**
     * Reads the messages of a conversation.
     *
     * @param messages the fields of each
     */
    public ListValue messages(List<Map<String, Object>> messages) {
        List<Value> items = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            InputSource source = new InputSource("messages[" + i + "]", i);
            items.add(dict(messages.get(i), source, i));
        }
        return new ListValue(items, new InputSource("messages", -1));
    }

    /**
     * Reads a value.
     *
     * @param source where it stands in the input
     * @throws EvaluationException for a Java type that JSON does not have
     */
    public Value read(Object input, InputSource source) {
        budget.step();
        if (input == null) {
            return None.NONE;
        }
        if (input instanceof CharSequence text) {
            budget.size(text.length());
            return Text.input(text.toString(), source);
        }
        if (input instanceof Boolean bool) {
            return Bool.of(bool);
        }
        if (input instanceof Number number) {
            return number(number);
        }
        if (input instanceof Map<?, ?> map) {
            return dict(map, source, -1);
        }
        if (input instanceof Iterable<?> items) {
            return list(items, source);
        }
        throw new EvaluationException(
                source.path()
                        + " holds a "
                        + input.getClass().getSimpleName()
                        + ", which a template cannot read; use text, numbers, lists and mappings");
    }

    private static Value number(Number number) {
        if (number instanceof BigInteger integer) {
            return new Int(integer);
        }
        if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
            return new Real(number.doubleValue());
        }
        return Int.of(number.longValue());
    }

    private Value list(Iterable<?> items, InputSource source) {
        budget.enter();
        List<Value> values = new ArrayList<>();
        for (Object item : items) {
            values.add(read(item, source.element(values.size())));
        }
        budget.leave();
        return new ListValue(values, source);
    }

    private Dict dict(Map<?, ?> map, InputSource source, int message) {
        budget.enter();
        Dict.Builder dict = new Dict.Builder();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            dict.put(Text.of(key), read(entry.getValue(), source.field(key)));
        }
        budget.leave();
        return dict.build(source, message);
    }
}
