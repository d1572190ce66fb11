package org.sftworkbench.template.value;

import java.util.Map;

/**
 * Something a template can call: a global function, a method bound to its value, a macro.
 *
 * @param name its name, for messages
 * @param shown what it prints as
 * @param attributes what can be read of it
 * @param body what a call does
 */
public record Function(String name, String shown, Map<String, Value> attributes, Body body)
        implements Value {
    /** What a call does. */
    @FunctionalInterface
    public interface Body {
        Value call(Arguments arguments);
    }

    public Function(String name, Body body) {
        this(name, "<function " + name + ">", body);
    }

    public Function(String name, String shown, Body body) {
        this(name, shown, Map.of(), body);
    }

    /** A class, which a call makes one of. */
    public static Function type(String name, String fullName, Body body) {
        return new Function(name, "<class '" + fullName + "'>", body);
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "function";
    }
}
