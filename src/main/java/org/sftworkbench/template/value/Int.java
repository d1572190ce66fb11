package org.sftworkbench.template.value;

import java.math.BigInteger;

/** Python's {@code int}, of any size. */
public record Int(BigInteger value) implements Value {
    private static final Int[] SMALL = new Int[1024];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = new Int(BigInteger.valueOf(i));
        }
    }

    public static Int of(long value) {
        return value >= 0 && value < SMALL.length
                ? SMALL[(int) value]
                : new Int(BigInteger.valueOf(value));
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
