package org.sftworkbench.template.value;

/**
 * Something a template can call: a global function, a method bound to its value, a macro.
 *
 * @param name its name, for messages
 * @param shown what it prints as
 * @param body what a call does
 */
public record Function(String name, String shown, Body body) implements Value {
    /** What a call does. */
    @FunctionalInterface
    public interface Body {
        Value call(Arguments arguments);
    }

    public Function(String name, Body body) {
        this(name, "<function " + name + ">", body);
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
