package org.sftworkbench.template.runtime;

import java.util.HashMap;
import java.util.Map;
import org.sftworkbench.template.value.Value;

/** The variables of a block; what it does not have, the block around it may. */
final class Scope {
    private final Scope outer;
    private final Map<String, Value> variables = new HashMap<>();

    /**
     * @param outer the block around, or null
     */
    Scope(Scope outer) {
        this.outer = outer;
    }

    /** The variable's value, or null. */
    Value get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Value value = scope.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    void set(String name, Value value) {
        variables.put(name, value);
    }
}
