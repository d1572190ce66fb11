package org.sftworkbench.model;

/**
 * What a micro-batch's forward pass found.
 *
 * @param supervisedNll sum over supervised tokens, in nats
 * @param otherNll sum over the other real tokens, in nats; 0 where it was not asked for
 */
public record LossPass(double supervisedNll, double otherNll) {}
