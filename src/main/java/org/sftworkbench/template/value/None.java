package org.sftworkbench.template.value;

/** Python's {@code None}. */
public enum None implements Value {
    NONE;

    @Override
    public boolean truth() {
        return false;
    }

    @Override
    public String typeName() {
        return "NoneType";
    }
}
