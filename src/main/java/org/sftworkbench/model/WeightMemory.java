package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Moves weights between files and tensors, a piece at a time. Types stay inside the kernels. Engine
 * thread only.
 */
final class WeightMemory {
    private static final int STRETCH = 1 << 20;

    private final Kernels kernels;
    private final NDManager manager;

    /**
     * @param manager owns the weights that are made
     */
    WeightMemory(Kernels kernels, NDManager manager) {
        this.kernels = kernels;
        this.manager = manager;
    }

    /** A weight of zeros. */
    NDArray blank(List<Long> shape, Precision precision) {
        return blanks(List.of(shape), precision).get(0);
    }

    /**
     * Weights of zeros that lie end to end in memory.
     *
     * @param shapes that differ in their first dimension only
     */
    List<NDArray> blanks(List<List<Long>> shapes, Precision precision) {
        int[] rows = shapes.stream().mapToInt(shape -> Math.toIntExact(shape.get(0))).toArray();
        int[] sizes = shapes.get(0).stream().mapToInt(Math::toIntExact).toArray();
        try (NDManager step = manager.newSubManager()) {
            NDArray like = step.create(0f);
            NDList weights =
                    kernels.call("blank", step)
                            .withInts(sizes)
                            .withInts(rows)
                            .with(like)
                            .withInts(precision.scalarType())
                            .run();
            weights.attach(manager);
            return weights;
        }
    }

    /**
     * Writes a file's raw bytes into a weight.
     *
     * @param start index of the first element written
     */
    void fill(NDArray weight, long start, ByteBuffer bytes, TensorType type) {
        try (NDManager step = manager.newSubManager()) {
            NDArray raw = step.create(direct(bytes), new Shape(bytes.remaining()), DataType.UINT8);
            kernels.call("fill", step).with(weight).with(raw).with(type.scalarType(), start).run();
        }
    }

    /** Writes a tensor of a file into a weight. */
    void fill(NDArray weight, StoredTensor tensor) {
        TensorType type = TensorType.named(tensor.entry().type()).orElseThrow();
        for (SafetensorsFile.Piece piece : tensor.file().pieces(tensor.name())) {
            fill(weight, piece.firstElement(), piece.bytes(), type);
        }
    }

    /** Where numbers come from. */
    interface Numbers {
        float next();
    }

    /**
     * Writes numbers made one after the other into a weight.
     *
     * @param size elements of the weight
     */
    void fill(NDArray weight, long size, Numbers numbers) {
        for (long start = 0; start < size; start += STRETCH) {
            int count = (int) Math.min(STRETCH, size - start);
            ByteBuffer bytes = ByteBuffer.allocateDirect(4 * count).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                bytes.putFloat(numbers.next());
            }
            fill(weight, start, bytes.flip(), TensorType.F32);
        }
    }

    /** Normal numbers about 0 from libtorch's generator. */
    void randomise(NDArray weight, double deviation) {
        try (NDManager step = manager.newSubManager()) {
            kernels.call("randomise", step).with(weight).with(deviation).run();
        }
    }

    /**
     * A stretch of a weight's elements as a file's raw bytes, little-endian.
     *
     * @param start index of the first element
     * @param count how many
     */
    ByteBuffer bytes(NDArray weight, long start, long count, TensorType type) {
        try (NDManager step = manager.newSubManager()) {
            return kernels.call("bytes", step)
                    .with(weight)
                    .with(type.scalarType(), start, count)
                    .run()
                    .head()
                    .toByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Whether all numbers of a tensor, whatever its type, are finite. */
    boolean isFinite(NDArray tensor) {
        long size = tensor.size();
        for (long start = 0; start < size; start += STRETCH) {
            FloatBuffer numbers =
                    bytes(tensor, start, Math.min(STRETCH, size - start), TensorType.F32)
                            .asFloatBuffer();
            while (numbers.hasRemaining()) {
                if (!Float.isFinite(numbers.get())) {
                    return false;
                }
            }
        }
        return true;
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
}
