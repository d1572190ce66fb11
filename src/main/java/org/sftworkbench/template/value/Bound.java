package org.sftworkbench.template.value;

import java.util.List;

/**
 * Arguments in the order of a callable's parameters, with what Python would demand of their types.
 *
 * @param callee name for messages
 * @param values one per parameter, null where not given
 */
public record Bound(String callee, List<Value> values) {
    public boolean has(int index) {
        return values.get(index) != null;
    }

    /** The argument, or null where not given. */
    public Value get(int index) {
        return values.get(index);
    }

    public Value get(int index, Value otherwise) {
        return has(index) ? get(index) : otherwise;
    }

    public boolean truth(int index) {
        return has(index) && get(index).truth();
    }

    /** The argument where it is text. */
    public Text text(int index) {
        if (get(index) instanceof Text text) {
            return text;
        }
        throw wrong(index, "a string");
    }

    public Text text(int index, Text otherwise) {
        return has(index) ? text(index) : otherwise;
    }

    /** The argument where it is a whole number. */
    public long number(int index) {
        Value value = get(index);
        if (value instanceof Int number && number.value().bitLength() < 64) {
            return number.value().longValue();
        }
        if (value instanceof Bool bool) {
            return bool.truth() ? 1 : 0;
        }
        throw wrong(index, "a whole number");
    }

    public long number(int index, long otherwise) {
        return has(index) ? number(index) : otherwise;
    }

    private EvaluationException wrong(int index, String wanted) {
        Value value = get(index);
        if (value instanceof Undefined undefined) {
            return undefined.failure();
        }
        return new EvaluationException(callee + "() wants " + wanted + ", not " + value.typeName());
    }
}
