package org.sftworkbench.template.value;

/** Python's {@code float}. */
public record Real(double value) implements Value {
    @Override
    public boolean truth() {
        return value != 0;
    }

    @Override
    public String typeName() {
        return "float";
    }
}
