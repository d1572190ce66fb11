package org.sftworkbench.model;

/**
 * The type weights are held and multiplied in; sums, moments and losses are float32 in any case.
 */
public enum Precision {
    /** IEEE single precision, 4 bytes a weight. */
    FLOAT32(6, 4),
    /** The upper half of float32, 2 bytes a weight. */
    BF16(15, 2);

    private final int scalarType;
    private final int bytes;

    Precision(int scalarType, int bytes) {
        this.scalarType = scalarType;
        this.bytes = bytes;
    }

    /** libtorch's number of the type. */
    int scalarType() {
        return scalarType;
    }

    /** Size of a number. */
    public int bytes() {
        return bytes;
    }
}
