package org.sftworkbench.template.value;

import java.util.List;

/**
 * Python's {@code list}; never changed in place, since the sandbox forbids that.
 *
 * @param items its elements
 * @param source the input value it is, or null
 */
public record ListValue(List<Value> items, InputSource source) implements Value {
    public ListValue {
        items = List.copyOf(items);
    }

    public ListValue(List<Value> items) {
        this(items, null);
    }

    @Override
    public boolean truth() {
        return !items.isEmpty();
    }

    @Override
    public String typeName() {
        return "list";
    }
}
