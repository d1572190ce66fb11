package org.sftworkbench.generate;

/**
 * How likely a model held a token to be when it was written, and what it might have written
 * instead: its own probabilities, before penalty, temperature and cuts.
 *
 * @param probability of the token that was written
 * @param ids of the likeliest tokens, likeliest first; the one that was written may be among them
 * @param probabilities of those
 */
public record TokenOdds(double probability, int[] ids, double[] probabilities) {}
