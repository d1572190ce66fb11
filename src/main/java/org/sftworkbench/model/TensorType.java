package org.sftworkbench.model;

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

    static Optional<TensorType> named(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}
