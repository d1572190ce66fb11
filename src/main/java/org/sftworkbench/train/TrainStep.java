package org.sftworkbench.train;

/**
 * What one optimizer step measured, as TRL 1.13 logs it where it has a name for it. Figures that
 * were not measured are NaN, or 0 where they are counts.
 *
 * @param step from 1
 * @param totalSteps steps the run will take
 * @param epoch epochs completed after the step, as a fraction
 * @param loss mean NLL of the step's supervised tokens, before the update (nats)
 * @param lossAll mean NLL of all its real tokens that have a predecessor (nats): what pretraining
 *     would minimise
 * @param learningRate of this step
 * @param gradNorm global L2 norm before clipping
 * @param meanTokenAccuracy share of supervised tokens that are the likeliest ones; of the mean over
 *     the micro-batches
 * @param entropy of the model's distribution where supervised tokens are predicted (nats); of the
 *     mean over the micro-batches
 * @param stopProbability mean probability of the token that ends a turn, where such a token is
 *     supervised; NaN where none is
 * @param supervisedTokens tokens that counted
 * @param tokens real tokens, padding excluded
 * @param numTokens real tokens since the run started, this step's included
 * @param tokensPerSecond real tokens over the step's wall time
 * @param memoryBytes in use after the step: of the device, or resident in this process on the CPU
 * @param elapsedSeconds since the run started, pauses excluded
 */
public record TrainStep(
        int step,
        int totalSteps,
        double epoch,
        double loss,
        double lossAll,
        double learningRate,
        double gradNorm,
        double meanTokenAccuracy,
        double entropy,
        double stopProbability,
        int supervisedTokens,
        int tokens,
        long numTokens,
        double tokensPerSecond,
        long memoryBytes,
        double elapsedSeconds) {}
