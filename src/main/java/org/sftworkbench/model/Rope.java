package org.sftworkbench.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * A rotary position embedding (Su et al. 2021), with whatever scaling the configuration asks for
 * already in its numbers.
 *
 * <p>Entry {@code i} and {@code i + n} of a head's first {@code 2n} entries are turned together by
 * {@code position * inverseFrequencies[i]}; entries beyond are left alone.
 *
 * @param inverseFrequencies n numbers, float32 as transformers computes them
 * @param factor on cosines and sines; 1 but for long-context scalings
 * @param shortTo longest sequence that these frequencies are for, where longer ones have others
 *     (LongRoPE); empty where they hold for all
 */
public record Rope(List<Float> inverseFrequencies, double factor, OptionalInt shortTo) {
    public Rope {
        inverseFrequencies = List.copyOf(inverseFrequencies);
    }

    /** One that holds for sequences of all lengths. */
    public Rope(List<Float> inverseFrequencies, double factor) {
        this(inverseFrequencies, factor, OptionalInt.empty());
    }

    /** The same frequencies, for sequences up to a length alone. */
    Rope shortTo(int positions) {
        return new Rope(inverseFrequencies, factor, OptionalInt.of(positions));
    }

    /** Entries of a head that are turned, 2n. */
    public int rotated() {
        return 2 * inverseFrequencies.size();
    }

    /**
     * Without scaling: the i-th frequency is {@code theta^(-2i/dimensions)}.
     *
     * @param theta base
     * @param dimensions entries of a head that are turned; one more is where it is odd
     */
    public static Rope plain(double theta, int dimensions) {
        Float[] frequencies = new Float[(dimensions + 1) / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = 1f / (float) Math.pow((float) theta, (float) (2 * i) / dimensions);
        }
        return new Rope(List.of(frequencies), 1);
    }
}
