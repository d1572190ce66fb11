package org.sftworkbench.template.value;

/** Python's {@code True} and {@code False}. */
public enum Bool implements Value {
    FALSE,
    TRUE;

    public static Bool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public boolean truth() {
        return this == TRUE;
    }

    @Override
    public String typeName() {
        return "bool";
    }
}
