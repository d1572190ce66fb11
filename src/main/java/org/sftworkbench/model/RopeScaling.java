package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The frequencies of rotary embeddings stretched to longer sequences than a model was first trained
 * on, in float32 and step by step as transformers computes them.
 */
final class RopeScaling {
    private RopeScaling() {}

    /** Position interpolation (Chen et al. 2023): all positions closer together by a factor. */
    static Rope linear(Rope plain, double factor) {
        return new Rope(
                plain.inverseFrequencies().stream().map(f -> f / (float) factor).toList(), 1);
    }

    /**
     * Llama 3.1: slow turns are interpolated, fast ones kept, those between blended.
     *
     * @param original longest sequence before stretching
     * @param low turns over {@code original} below which a frequency is slow
     * @param high turns above which it is fast
     */
    static Rope llama3(Rope plain, double factor, double original, double low, double high) {
        List<Float> scaled = new ArrayList<>();
        for (float frequency : plain.inverseFrequencies()) {
            float wavelength = (float) (2 * Math.PI) / frequency;
            if (wavelength > (float) (original / low)) {
                scaled.add(frequency / (float) factor);
            } else if (wavelength < (float) (original / high)) {
                scaled.add(frequency);
            } else {
                float smooth = ((float) original / wavelength - (float) low) / (float) (high - low);
                scaled.add((1 - smooth) * frequency / (float) factor + smooth * frequency);
            }
        }
        return new Rope(scaled, 1);
    }

    /**
     * YaRN (Peng et al. 2023): as Llama 3.1's, blended by a ramp over the frequencies' index.
     *
     * @param theta base of the frequencies
     * @param dimensions entries of a head that are turned
     * @param original longest sequence before stretching
     * @param fast turns over {@code original} from which a frequency is kept
     * @param slow turns up to which it is interpolated
     * @param truncate whether the ramp's ends are moved outwards to whole indices
     * @param attention factor on cosines and sines
     */
    static Rope yarn(
            double theta,
            int dimensions,
            double factor,
            double original,
            double fast,
            double slow,
            boolean truncate,
            double attention) {
        double from = index(theta, dimensions, original, fast);
        double to = index(theta, dimensions, original, slow);
        if (truncate) {
            from = Math.floor(from);
            to = Math.ceil(to);
        }
        from = Math.max(from, 0);
        to = Math.min(to, dimensions - 1);
        if (from == to) {
            to += 0.001;
        }
        List<Float> scaled = new ArrayList<>();
        List<Float> plain = Rope.plain(theta, dimensions).inverseFrequencies();
        for (int i = 0; i < plain.size(); i++) {
            float ramp = (i - (float) from) / (float) (to - from);
            float kept = 1 - Math.max(0, Math.min(1, ramp));
            float period = power(theta, i, dimensions);
            scaled.add(1 / ((float) factor * period) * (1 - kept) + 1 / period * kept);
        }
        return new Rope(scaled, attention);
    }

    /** The (fractional) index of the frequency that makes so many turns over {@code original}. */
    private static double index(double theta, int dimensions, double original, double turns) {
        return dimensions * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
    }

    /**
     * LongRoPE (Ding et al. 2024): each frequency divided by its own factor.
     *
     * @param factors one for each frequency
     * @param attention factor on cosines and sines
     */
    static Rope longRope(double theta, int dimensions, List<Double> factors, double attention) {
        List<Float> scaled = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            scaled.add(1 / (factors.get(i).floatValue() * power(theta, i, dimensions)));
        }
        return new Rope(scaled, attention);
    }

    private static float power(double theta, int i, int dimensions) {
        return (float) Math.pow((float) theta, (float) (2 * i) / dimensions);
    }
}
