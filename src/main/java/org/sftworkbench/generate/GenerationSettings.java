package org.sftworkbench.generate;

import java.util.List;

/**
 * How to continue prompts.
 *
 * @param maxNewTokens tokens to write at most, at least 1
 * @param sampling how each is chosen
 * @param ignoreEos go on through end-of-sequence tokens to {@code maxNewTokens}
 * @param stopStrings texts that end a row when it has written one of them, none empty
 * @param alternatives how many of the likeliest tokens to tell with each token that is written; 0
 *     to tell nothing, its own probability neither
 */
public record GenerationSettings(
        int maxNewTokens,
        Sampling sampling,
        boolean ignoreEos,
        List<String> stopStrings,
        int alternatives) {
    public GenerationSettings {
        Sampling.require(
                maxNewTokens >= 1, "max new tokens must be at least 1, not " + maxNewTokens);
        Sampling.require(alternatives >= 0, "alternatives must be 0 or more, not " + alternatives);
        stopStrings = List.copyOf(stopStrings);
        Sampling.require(
                stopStrings.stream().noneMatch(String::isEmpty),
                "a stop string is empty; it would end every answer before it begins");
    }

    /** Without stop strings, alternatives, min-p and repetition penalty. */
    public GenerationSettings(
            int maxNewTokens,
            double temperature,
            double topP,
            int topK,
            long seed,
            boolean ignoreEos) {
        this(
                maxNewTokens,
                new Sampling(temperature, topK, topP, 0, 1, seed),
                ignoreEos,
                List.of(),
                0);
    }

    /** Greedy decoding. */
    public static GenerationSettings greedy(int maxNewTokens) {
        return new GenerationSettings(maxNewTokens, Sampling.GREEDY, false, List.of(), 0);
    }

    /** The same, telling so many of the likeliest tokens with each that is written. */
    public GenerationSettings withAlternatives(int count) {
        return new GenerationSettings(maxNewTokens, sampling, ignoreEos, stopStrings, count);
    }

    /**
     * The same with another draw.
     *
     * @param times 0 for this one; each other number gives a draw of its own
     */
    public GenerationSettings drawnAgain(int times) {
        Sampling other =
                new Sampling(
                        sampling.temperature(),
                        sampling.topK(),
                        sampling.topP(),
                        sampling.minP(),
                        sampling.repetitionPenalty(),
                        sampling.seed() + times);
        return new GenerationSettings(maxNewTokens, other, ignoreEos, stopStrings, alternatives);
    }
}
