package org.sftworkbench.template.value;

import java.util.Iterator;

/**
 * A Python generator or iterator: gives its items once, has no length and is always true. Used by
 * the rendering thread only.
 */
public final class IteratorValue implements Value {
    private final String typeName;
    private final Iterator<Value> items;

    public IteratorValue(String typeName, Iterator<Value> items) {
        this.typeName = typeName;
        this.items = items;
    }

    public Iterator<Value> items() {
        return items;
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return typeName;
    }
}
