package org.sftworkbench.template.runtime;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.sftworkbench.template.value.Value;

/** The items that pass a condition, each looked at only when it is asked for. */
final class FilteredItems implements Iterator<Value> {
    private final Iterator<Value> items;
    private final Predicate<Value> passes;
    private Value next;

    FilteredItems(Iterator<Value> items, Predicate<Value> passes) {
        this.items = items;
        this.passes = passes;
    }

    @Override
    public boolean hasNext() {
        while (next == null && items.hasNext()) {
            Value item = items.next();
            if (passes.test(item)) {
                next = item;
            }
        }
        return next != null;
    }

    @Override
    public Value next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Value item = next;
        next = null;
        return item;
    }
}
