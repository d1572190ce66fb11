package org.sftworkbench.template.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sftworkbench.template.value.Value;

/** The variables of a block; what it does not have, the block around it may. */
final class Scope {
    private final Scope outer;
    private final Set<String> own;
    private final boolean apart;
    private final Map<String, Value> variables = new HashMap<>();

    private Scope(Scope outer, Set<String> own, boolean apart) {
        this.outer = outer;
        this.own = own;
        this.apart = apart;
    }

    /** What a template is given. */
    static Scope given() {
        return new Scope(null, Set.of(), false);
    }

    /**
     * A block within this one.
     *
     * @param names what it does not look for in the blocks around it
     */
    Scope within(Set<String> names) {
        return new Scope(this, names, false);
    }

    /**
     * The same for a {@code block} of Jinja's, which sees what is around it when it is written, and
     * so nothing of names that have no value yet.
     */
    Scope apart(Set<String> names) {
        return new Scope(this, names, true);
    }

    /** The variable's value, or null. */
    Value get(String name) {
        boolean valuesOnly = false;
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Value value = scope.variables.get(name);
            if (value != null || (!valuesOnly && scope.own.contains(name))) {
                return value;
            }
            valuesOnly |= scope.apart;
        }
        return null;
    }

    void set(String name, Value value) {
        variables.put(name, value);
    }
}
