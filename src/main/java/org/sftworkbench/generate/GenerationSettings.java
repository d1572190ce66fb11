package org.sftworkbench.generate;

/**
 * How to continue prompts.
 *
 * @param maxNewTokens tokens to write at most, at least 1
 * @param temperature 0 for greedy; else logits are divided by it
 * @param topP keep the likeliest tokens that together reach this probability; 1 keeps all
 * @param topK keep this many likeliest tokens; 0 keeps all
 * @param seed of the sampling
 * @param ignoreEos go on through end-of-sequence tokens to {@code maxNewTokens}
 */
public record GenerationSettings(
        int maxNewTokens, double temperature, double topP, int topK, long seed, boolean ignoreEos) {
    public GenerationSettings {
        require(maxNewTokens >= 1, "max new tokens must be at least 1, not " + maxNewTokens);
        require(
                temperature >= 0 && Double.isFinite(temperature),
                "temperature must be 0 or more, not " + temperature);
        require(topP > 0 && topP <= 1, "top-p must be above 0 and at most 1, not " + topP);
        require(topK >= 0, "top-k must be 0 or more, not " + topK);
    }

    /** Greedy decoding. */
    public static GenerationSettings greedy(int maxNewTokens) {
        return new GenerationSettings(maxNewTokens, 0, 1, 0, 0, false);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
