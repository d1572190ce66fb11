package org.sftworkbench.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Element types of safetensors that weights come in. */
enum TensorType {
    F32(4, 6),
    F16(2, 5),
    BF16(2, 15);

    private final int bytes;
    private final int scalarType;

    TensorType(int bytes, int scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    int bytes() {
        return bytes;
    }

    /** libtorch's number of the type. */
    int scalarType() {
        return scalarType;
    }

    /**
     * A number, exactly.
     *
     * @param bytes little-endian
     * @param at its first byte's index
     */
    float read(ByteBuffer bytes, int at) {
        return switch (this) {
            case F32 -> bytes.getFloat(at);
            case BF16 -> Float.intBitsToFloat(bytes.getShort(at) << 16);
            case F16 -> half(bytes.getShort(at));
        };
    }

    /** IEEE 754 binary16: a sign, 5 bits of exponent and 10 of fraction. */
    private static float half(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        float size =
                switch (exponent) {
                    case 0 -> Math.scalb((float) fraction, -24);
                    case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Math.scalb((float) (0x400 | fraction), exponent - 25);
                };
        return bits < 0 ? -size : size;
    }

    static Optional<TensorType> named(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}
