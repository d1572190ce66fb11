package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.sftworkbench.model.device.Memory;

/**
 * The keys and values of a text that a model was fed, for the next text that begins as it does:
 * what is said in a conversation is read once, and not again with each answer. Engine thread only.
 *
 * @param ids of the text, as far as it was fed
 * @param cache of each layer the keys, then of each layer the values, [1, G, capacity, D]
 * @param manager owns them
 */
record KeptText(int[] ids, List<NDArray> cache, NDManager manager) implements AutoCloseable {
    /** Of the memory that is free: a run or another model may want it, too. */
    private static final long SHARE = 8;

    /** Fewer tokens are read anew as fast as they are taken over. */
    private static final int FEWEST = 8;

    /**
     * How many tokens of a prompt need not be fed again: never the last one, whose logits are asked
     * for.
     */
    int sharedWith(int[] prompt) {
        int most = Math.min(ids.length, prompt.length - 1);
        int shared = 0;
        while (shared < most && ids[shared] == prompt[shared]) {
            shared++;
        }
        return shared < FEWEST ? 0 : shared;
    }

    /** Whether a cache is small enough to be kept. */
    static boolean isSmall(List<NDArray> cache) {
        long bytes = Float.BYTES * cache.stream().mapToLong(NDArray::size).sum();
        return bytes <= Memory.now().available() / SHARE;
    }

    @Override
    public void close() {
        manager.close();
    }
}
