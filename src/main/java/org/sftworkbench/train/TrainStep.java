package org.sftworkbench.train;

/**
 * What one optimizer step measured.
 *
 * @param step from 1
 * @param totalSteps steps the run will take
 * @param epoch epochs completed, as a fraction
 * @param loss mean NLL of the step's supervised tokens, before the update (nats)
 * @param lossAll mean NLL of all its real tokens that have a predecessor (nats): what pretraining
 *     would minimise
 * @param learningRate of this step
 * @param gradNorm global L2 norm before clipping
 * @param supervisedTokens tokens that counted
 * @param tokens real tokens, padding excluded
 * @param tokensPerSecond real tokens over the step's wall time
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
        int supervisedTokens,
        int tokens,
        double tokensPerSecond,
        double elapsedSeconds) {}
