package org.sftworkbench.template.value;

import java.util.List;

/** Python's {@code tuple}. */
public record TupleValue(List<Value> items) implements Value {
    public TupleValue {
        items = List.copyOf(items);
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
