package org.sftworkbench.engine;

import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.TrainerState;

/**
 * Where a run stands after a whole step, as far as its measurements say.
 *
 * @param step optimizer steps taken
 * @param totalSteps the run takes
 * @param epoch epochs completed, as a fraction
 * @param numTokens real tokens trained on so far
 */
record Standing(int step, int totalSteps, double epoch, long numTokens) {
    static Standing of(TrainStep step) {
        return new Standing(step.step(), step.totalSteps(), step.epoch(), step.numTokens());
    }

    static Standing of(TrainerState state) {
        return new Standing(state.step(), state.totalSteps(), state.epoch(), state.numTokens());
    }

    /**
     * Whether what is measured every so many steps, and after the last, is due.
     *
     * @param every 0 for after the last only
     */
    boolean isDue(int every) {
        return step == totalSteps || (every > 0 && step % every == 0);
    }
}
