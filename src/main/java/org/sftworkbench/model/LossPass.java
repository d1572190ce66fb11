package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;

/**
 * What a training forward pass computed.
 *
 * @param scaledLoss the sum of the supervised NLLs times the scale asked for; differentiable
 * @param supervisedNll sum over supervised tokens, in nats
 * @param otherNll sum over the other real tokens, in nats; 0 where it was not asked for
 */
public record LossPass(NDArray scaledLoss, double supervisedNll, double otherNll) {}
