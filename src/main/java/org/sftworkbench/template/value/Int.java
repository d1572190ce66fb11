package org.sftworkbench.template.value;

import java.math.BigInteger;

/** Python's {@code int}, of any size. */
public record Int(BigInteger value) implements Value {
    public static Int of(long value) {
        return new Int(BigInteger.valueOf(value));
    }

    @Override
    public boolean truth() {
        return value.signum() != 0;
    }

    @Override
    public String typeName() {
        return "int";
    }
}
