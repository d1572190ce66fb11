package org.sftworkbench.model;

/**
 * What a micro-batch's forward pass found.
 *
 * @param supervised of each supervised token, in the batch's order
 * @param otherNll sum over the other real tokens, in nats; 0 where it was not asked for
 */
public record LossPass(TokenFigures supervised, double otherNll) {
    /** Sum over supervised tokens, in nats. */
    public double supervisedNll() {
        return supervised.sumOfNll();
    }
}
