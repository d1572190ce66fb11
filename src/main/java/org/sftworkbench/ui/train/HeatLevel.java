package org.sftworkbench.ui.train;

/**
 * How surprised the model was by a token, in the few steps an eye can tell apart: by its
 * probability, which is what a loss in nats means to people.
 */
final class HeatLevel {
    /** Levels from 0, certain, to this. */
    static final int MOST = 5;

    /** A token is at a level where it is less likely than this. */
    private static final double[] LESS_LIKELY_THAN = {0.9, 0.5, 0.2, 0.05, 0.005};

    private HeatLevel() {}

    /**
     * @param nll in nats
     */
    static int of(double nll) {
        double probability = Math.exp(-nll);
        int level = 0;
        while (level < MOST && probability < LESS_LIKELY_THAN[level]) {
            level++;
        }
        return level;
    }
}
