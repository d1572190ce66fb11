package org.sftworkbench.ui.train;

/**
 * How the probed conversation was scored once.
 *
 * @param step optimizer steps taken before; 0 is the model as it was
 * @param nll shape [T], in nats; NaN for a token with nothing before it
 */
public record ProbeScore(int step, double[] nll) {}
