package org.sftworkbench.template.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Jinja's {@code namespace}: the one value a template can change. Used by the rendering thread
 * only.
 */
public final class Namespace implements Value {
    private final Map<String, Value> attributes = new LinkedHashMap<>();

    /** The attribute's value, or null. */
    public Value get(String name) {
        return attributes.get(name);
    }

    public void set(String name, Value value) {
        attributes.put(name, value);
    }

    public Map<String, Value> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "Namespace";
    }
}
