package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
    private final List<NDArray> cache;
    private final int[] padding;

    /** What was fed so far, of a single row. */
    private final int[] text;

    private int filled;
    private boolean sound = true;
    private boolean kept;

    DecodingSession(LanguageModel model, int rows, int capacity) {
        this.model = model;
        this.rows = rows;
        this.capacity = capacity;
        this.padding = new int[rows];
        this.text = new int[rows == 1 ? capacity : 0];
        this.manager = model.newManager();
        this.cache =
                model.call("cache", manager)
                        .withInts(rows, capacity)
                        .withList(model.weights())
                        .run();
    }

    /** Begins with the first tokens of a text that was fed before, as if they had been fed here. */
    void takeOver(KeptText other, int count) {
        try (NDManager step = manager.newSubManager()) {
            model.call("take_over", step)
                    .withInts(count)
                    .withList(other.cache())
                    .withList(cache)
                    .run();
        }
        System.arraycopy(other.ids(), 0, text, 0, count);
        filled = count;
    }

    /** Positions of each row that are filled, those included that were never fed here. */
    public int filled() {
        return filled;
    }

    /** Has the text kept when this is closed, for the next one of this model; of a single row. */
    void keepText() {
        kept = true;
    }

    /** What the last position of each row says about the next token. */
    public interface NextToken {
        /** The likeliest id of each row, [B]. */
        int[] likeliest();

        /** Logits [B, V] flat. */
        float[] logits();

        /**
         * How likely ids are, and which are likeliest, by softmax of the logits as they are.
         *
         * @param chosen an id of each row, [B]
         * @param count K, likeliest ids wanted
         */
        Odds odds(int[] chosen, int count);
    }

    /**
     * Probabilities of next tokens.
     *
     * @param chosen of the ids asked about, [B]
     * @param ids the likeliest of each row, likeliest first, [B, K] flat
     * @param probabilities of those
     */
    public record Odds(double[] chosen, int[] ids, double[] probabilities) {}

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
        if (filled == 0) {
            findPadding(attentionMask, length);
        }
        boolean whole = sound;
        sound = false;
        try (NDManager step = manager.newSubManager()) {
            boolean padded = Arrays.stream(padding).anyMatch(n -> n > 0);
            NDArray logits =
                    model.call("decode", step)
                            .with(Tensors.longs(step, ids, rows, length))
                            .with(Tensors.longs(step, positionIds, positionIds.length))
                            .with(Tensors.longs(step, padding, rows))
                            .withInts(filled, padded ? 1 : 0)
                            .withList(model.tables(filled + length))
                            .withList(cache)
                            .withList(model.weights())
                            .run()
                            .head();
            if (rows == 1) {
                System.arraycopy(ids, 0, text, filled, length);
            }
            filled += length;
            sound = whole;
            read.accept(new Result(logits, step));
        }
    }

    private void findPadding(int[] attentionMask, int length) {
        for (int b = 0; b < rows; b++) {
            int n = 0;
            while (n < length - 1 && attentionMask[b * length + n] == 0) {
                n++;
            }
            padding[b] = n;
        }
    }

    @Override
    public void close() {
        if (kept && sound && padding[0] == 0 && filled > 0 && KeptText.isSmall(cache)) {
            model.keep(new KeptText(Arrays.copyOf(text, filled), cache, manager));
        } else {
            manager.close();
        }
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
            long[] ids = model.call("argmax", step).with(logits).run().head().toLongArray();
            return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
        }

        @Override
        public float[] logits() {
            return logits.toFloatArray();
        }

        @Override
        public Odds odds(int[] chosen, int count) {
            float[] flat =
                    model.call("odds", step)
                            .with(logits)
                            .with(Tensors.longs(step, chosen, rows))
                            .withInts(count)
                            .run()
                            .head()
                            .toFloatArray();
            int width = flat.length / rows;
            int found = (width - 1) / 2;
            double[] own = new double[rows];
            int[] ids = new int[rows * found];
            double[] probabilities = new double[rows * found];
            for (int b = 0; b < rows; b++) {
                own[b] = flat[b * width];
                for (int i = 0; i < found; i++) {
                    probabilities[b * found + i] = flat[b * width + 1 + i];
                    ids[b * found + i] = (int) flat[b * width + 1 + found + i];
                }
            }
            return new Odds(own, ids, probabilities);
        }
    }
}
