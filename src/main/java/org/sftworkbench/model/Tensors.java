package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The one gateway between Java's memory and tensors. Only known types and exact sizes pass: DJL
 * aborts the process on bf16, and trusts a size check that overflows.
 */
final class Tensors {
    private Tensors() {}

    /** Token ids or indices as an int64 tensor. */
    static NDArray longs(NDManager manager, int[] values, long... shape) {
        check(values.length, shape);
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return manager.create(wide, new Shape(shape));
    }

    static NDArray floats(NDManager manager, float[] values, long... shape) {
        check(values.length, shape);
        return manager.create(values, new Shape(shape));
    }

    private static void check(int length, long[] shape) {
        long size = 1;
        for (long dimension : shape) {
            size = Math.multiplyExact(size, dimension);
        }
        if (size != length) {
            throw new IllegalArgumentException(length + " values for " + size + " elements");
        }
    }
}
