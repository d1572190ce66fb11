package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

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

    static NDArray booleans(NDManager manager, boolean[] values, long... shape) {
        check(values.length, shape);
        return manager.create(values, new Shape(shape));
    }

    /** A float32 tensor of its own memory from a file's raw bytes. */
    static NDArray fromBytes(
            Kernels kernels,
            NDManager manager,
            ByteBuffer bytes,
            TensorType type,
            List<Long> shape) {
        try (NDManager step = manager.newSubManager()) {
            NDArray raw = step.create(direct(bytes), new Shape(bytes.remaining()), DataType.UINT8);
            // Recorded, since what an unrecorded call makes can never be given a gradient.
            NDArray flat = kernels.call(type.toFloatKernel(), step).with(raw).record().head();
            NDArray shaped =
                    flat.reshape(new Shape(shape.stream().mapToLong(Long::longValue).toArray()));
            shaped.attach(manager);
            return shaped;
        }
    }

    /** A float32 tensor's elements as a file's raw bytes. */
    static ByteBuffer toBytes(Kernels kernels, NDArray tensor, TensorType type) {
        try (NDManager step = tensor.getManager().newSubManager()) {
            NDArray raw = kernels.call(type.fromFloatKernel(), step).with(tensor).run().head();
            return raw.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static ByteBuffer direct(ByteBuffer bytes) {
        if (bytes.isDirect()) {
            return bytes;
        }
        return ByteBuffer.allocateDirect(bytes.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes)
                .flip();
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
