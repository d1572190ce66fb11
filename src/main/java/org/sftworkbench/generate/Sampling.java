package org.sftworkbench.generate;

/**
 * How the next token is chosen from the logits, by transformers' definitions.
 *
 * @param temperature 0 for the likeliest token always; else logits are divided by it
 * @param topK draw from this many likeliest tokens; 0 from all
 * @param topP draw from the likeliest tokens that together reach this probability; 1 from all
 * @param minP draw from tokens at least this fraction as likely as the likeliest (Nguyen et al.
 *     2024); 0 from all
 * @param repetitionPenalty above 1 makes tokens less likely that the text holds already, the prompt
 *     included (Keskar et al. 2019); 1 leaves them; applies without a temperature too. Padding is
 *     no part of a text here, so that a row is written alike in every batch; transformers counts
 *     the padding of a left-padded row as one more token of it
 * @param seed of the drawing
 */
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        long seed) {
    /** The likeliest token, always. */
    public static final Sampling GREEDY = new Sampling(0, 0, 1, 0, 1, 0);

    public Sampling {
        require(
                temperature >= 0 && Double.isFinite(temperature),
                "temperature must be 0 or more, not " + temperature);
        require(topK >= 0, "top-k must be 0 or more, not " + topK);
        require(topP > 0 && topP <= 1, "top-p must be above 0 and at most 1, not " + topP);
        require(minP >= 0 && minP <= 1, "min-p must be from 0 to 1, not " + minP);
        require(
                repetitionPenalty > 0 && Double.isFinite(repetitionPenalty),
                "repetition penalty must be above 0, not " + repetitionPenalty);
    }

    /** Whether the likeliest token is taken rather than one drawn. */
    public boolean greedy() {
        return temperature == 0;
    }

    /** Whether tokens that the text holds already are made less likely, or likelier. */
    public boolean penalizes() {
        return repetitionPenalty != 1;
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
