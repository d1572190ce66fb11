package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A left-padded batch being continued, with its preallocated cache of keys and values. Engine
 * thread only.
 *
 * <p>B rows, T new positions, S positions so far, V vocabulary.
 */
public final class DecodingSession implements AutoCloseable {
    private final LanguageModel model;
    private final int rows;
    private final int capacity;
    private final NDManager manager;
    private final List<NDArray> keys = new ArrayList<>();
    private final List<NDArray> values = new ArrayList<>();
    private final boolean[] real;
    private int filled;

    DecodingSession(LanguageModel model, int rows, int capacity) {
        this.model = model;
        this.rows = rows;
        this.capacity = capacity;
        this.real = new boolean[rows * capacity];
        this.manager = model.newManager();
        ModelConfig c = model.config();
        Shape shape = new Shape(rows, c.keyValueHeads(), capacity, c.headSize());
        for (int i = 0; i < c.layers().size(); i++) {
            keys.add(manager.zeros(shape, DataType.FLOAT32));
            values.add(manager.zeros(shape, DataType.FLOAT32));
        }
    }

    /** What the last position of each row says about the next token. */
    public interface NextToken {
        /** The likeliest id of each row, [B]. */
        int[] likeliest();

        /** Logits [B, V] flat. */
        float[] logits();
    }

    /**
     * Feeds the next positions.
     *
     * @param ids shape [B, T] flat
     * @param attentionMask of these positions, 1 for tokens and 0 for padding, shape [B, T] flat
     * @param positionIds place of each token in its row, shape [B, T] flat
     * @param read takes what it needs of the result, which lives no longer than this call
     */
    public void feed(
            int[] ids,
            int[] attentionMask,
            int[] positionIds,
            java.util.function.Consumer<NextToken> read) {
        int length = ids.length / rows;
        if (filled + length > capacity) {
            throw new IllegalStateException(
                    filled + length + " positions for a cache of " + capacity);
        }
        model.checkIds(ids, filled + length);
        for (int b = 0; b < rows; b++) {
            for (int t = 0; t < length; t++) {
                real[b * capacity + filled + t] = attentionMask[b * length + t] != 0;
            }
        }
        try (NDManager step = manager.newSubManager()) {
            int d = model.config().headSize();
            NDArray logits =
                    model.kernels()
                            .call("decode", step)
                            .with(Tensors.longs(step, ids, rows, length))
                            .with(
                                    Tensors.floats(
                                            step,
                                            model.rotary().cos(positionIds),
                                            rows,
                                            1,
                                            length,
                                            d))
                            .with(
                                    Tensors.floats(
                                            step,
                                            model.rotary().sin(positionIds),
                                            rows,
                                            1,
                                            length,
                                            d))
                            .with(
                                    Tensors.booleans(
                                            step, mask(length), rows, 1, length, filled + length))
                            .with(model.config().normEps())
                            .withList(keys)
                            .withList(values)
                            .withList(model.weights())
                            .run()
                            .head();
            filled += length;
            read.accept(new Result(logits, step));
        }
    }

    /**
     * Position t sees real positions up to itself. A padding position sees itself: with nothing to
     * see its softmax is NaN.
     */
    private boolean[] mask(int length) {
        int seen = filled + length;
        boolean[] mask = new boolean[rows * length * seen];
        for (int b = 0; b < rows; b++) {
            for (int t = 0; t < length; t++) {
                int at = (b * length + t) * seen;
                int self = filled + t;
                for (int s = 0; s <= self; s++) {
                    mask[at + s] = s == self || real[b * capacity + s];
                }
            }
        }
        return mask;
    }

    @Override
    public void close() {
        manager.close();
    }

    private final class Result implements NextToken {
        private final NDArray logits;
        private final NDManager step;

        Result(NDArray logits, NDManager step) {
            this.logits = logits;
            this.step = step;
        }

        @Override
        public int[] likeliest() {
            long[] ids =
                    model.kernels().call("argmax", step).with(logits).run().head().toLongArray();
            return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
        }

        @Override
        public float[] logits() {
            return logits.toFloatArray();
        }
    }
}
