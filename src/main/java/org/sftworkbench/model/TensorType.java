package org.sftworkbench.model;

import java.util.Arrays;
import java.util.Optional;

/** Element types of safetensors that weights come in. */
enum TensorType {
    F32(4, "from_f32", "to_f32"),
    F16(2, "from_f16", "to_f16"),
    BF16(2, "from_bf16", "to_bf16");

    private final int bytes;
    private final String toFloat;
    private final String fromFloat;

    TensorType(int bytes, String toFloat, String fromFloat) {
        this.bytes = bytes;
        this.toFloat = toFloat;
        this.fromFloat = fromFloat;
    }

    int bytes() {
        return bytes;
    }

    /** The kernel that makes float32 of raw bytes. */
    String toFloatKernel() {
        return toFloat;
    }

    /** The kernel that makes raw bytes of float32. */
    String fromFloatKernel() {
        return fromFloat;
    }

    static Optional<TensorType> named(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}
