package org.sftworkbench.model;

/**
 * Cosines and sines of the rotary position embedding (Su et al. 2021), in float32 as transformers
 * computes them.
 *
 * <p>Entry {@code i} and {@code i + D/2} of a position share the angle {@code position /
 * theta^(2i/D)}.
 */
final class RotaryTable {
    private final int headSize;
    private final float[] inverseFrequencies;

    RotaryTable(Rope rope) {
        this.headSize = rope.rotated();
        this.inverseFrequencies = new float[headSize / 2];
        for (int i = 0; i < inverseFrequencies.length; i++) {
            inverseFrequencies[i] = rope.inverseFrequencies().get(i);
        }
    }

    /** Cosines, shape [positions.length, D]. */
    float[] cos(int[] positions) {
        return table(positions, Math::cos);
    }

    /** Sines, shape [positions.length, D]. */
    float[] sin(int[] positions) {
        return table(positions, Math::sin);
    }

    private float[] table(int[] positions, java.util.function.DoubleUnaryOperator function) {
        float[] out = new float[positions.length * headSize];
        int half = headSize / 2;
        for (int p = 0; p < positions.length; p++) {
            for (int i = 0; i < half; i++) {
                float value = (float) function.applyAsDouble(positions[p] * inverseFrequencies[i]);
                out[p * headSize + i] = value;
                out[p * headSize + half + i] = value;
            }
        }
        return out;
    }
}
