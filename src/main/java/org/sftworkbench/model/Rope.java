package org.sftworkbench.model;

import java.util.List;

/**
 * A rotary position embedding (Su et al. 2021), with whatever scaling the configuration asks for
 * already in its numbers.
 *
 * <p>Entry {@code i} and {@code i + n} of a head's first {@code 2n} entries are turned together by
 * {@code position * inverseFrequencies[i]}; entries beyond are left alone.
 *
 * @param inverseFrequencies n numbers, float32 as transformers computes them
 * @param factor on cosines and sines; 1 but for long-context scalings
 */
public record Rope(List<Float> inverseFrequencies, double factor) {
    public Rope {
        inverseFrequencies = List.copyOf(inverseFrequencies);
    }

    /** Entries of a head that are turned, 2n. */
    public int rotated() {
        return 2 * inverseFrequencies.size();
    }

    /**
     * Without scaling: the i-th of n frequencies is {@code theta^(-i/n)}.
     *
     * @param theta base
     * @param rotated entries of a head that are turned; even
     */
    public static Rope plain(double theta, int rotated) {
        Float[] frequencies = new Float[rotated / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = 1f / (float) Math.pow(theta, (float) (2 * i) / rotated);
        }
        return new Rope(List.of(frequencies), 1);
    }
}
