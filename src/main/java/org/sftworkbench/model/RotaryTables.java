package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cosines and sines of a model's rotary embeddings, as many positions as were asked for so far.
 * Engine thread only.
 */
final class RotaryTables {
    private static final int FIRST = 256;

    private final List<Rope> ropes;
    private final NDManager manager;
    private List<NDArray> tables = List.of();
    private int positions;

    RotaryTables(ModelConfig config, NDManager manager) {
        this.ropes = distinct(config);
        this.manager = manager;
    }

    /** The rotary embeddings a model uses, each once. */
    static List<Rope> distinct(ModelConfig config) {
        return config.layers().stream()
                .map(ModelConfig.Layer::rope)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /**
     * One table of each embedding, [2, L, r] with L at least {@code count}; never none, since a
     * kernel takes no empty list.
     */
    List<NDArray> upTo(int count) {
        if (count > positions) {
            int more = Math.max(FIRST, Math.max(count, 2 * positions));
            List<NDArray> made = new ArrayList<>();
            for (Rope rope : ropes) {
                made.add(Tensors.floats(manager, table(rope, more), 2, more, rope.rotated()));
            }
            if (made.isEmpty()) {
                made.add(Tensors.floats(manager, new float[2 * more], 2, more, 1));
            }
            // Only now: where memory runs out above, the model goes on with those it has.
            tables.forEach(NDArray::close);
            tables = List.copyOf(made);
            positions = more;
        }
        return tables;
    }

    /**
     * Angles are float32 products, as in transformers; the sines carry the sign of the half they
     * are for: {@code y = x * cos + swapped(x) * sin}.
     */
    private static float[] table(Rope rope, int positions) {
        int rotated = rope.rotated();
        int half = rotated / 2;
        float[] out = new float[2 * positions * rotated];
        for (int p = 0; p < positions; p++) {
            for (int i = 0; i < half; i++) {
                float angle = p * rope.inverseFrequencies().get(i);
                float cos = (float) (Math.cos(angle) * rope.factor());
                float sin = (float) (Math.sin(angle) * rope.factor());
                int at = p * rotated + i;
                out[at] = cos;
                out[at + half] = cos;
                out[positions * rotated + at] = -sin;
                out[positions * rotated + at + half] = sin;
            }
        }
        return out;
    }
}
