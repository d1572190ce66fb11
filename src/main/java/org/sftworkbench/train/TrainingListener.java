package org.sftworkbench.train;

/** Hears of a run's course. Called on the engine thread. */
public interface TrainingListener {
    /**
     * @param rows rows that take part
     * @param dropped rows left out as too long or without a supervised token
     * @param totalSteps optimizer steps the run will take
     */
    void started(int rows, int dropped, int totalSteps);

    void stepped(TrainStep step);
}
