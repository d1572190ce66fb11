package org.sftworkbench.template.value;

import java.util.List;

/**
 * Python's {@code tuple}.
 *
 * @param items its elements
 * @param names what the elements are called as attributes; empty for a plain tuple
 */
public record TupleValue(List<Value> items, List<String> names) implements Value {
    public TupleValue {
        items = List.copyOf(items);
        names = List.copyOf(names);
    }

    public TupleValue(List<Value> items) {
        this(items, List.of());
    }

    public static TupleValue of(Value... items) {
        return new TupleValue(List.of(items));
    }

    @Override
    public boolean truth() {
        return !items.isEmpty();
    }

    @Override
    public String typeName() {
        return "tuple";
    }
}
