package org.sftworkbench.train;

import java.util.function.Supplier;

/** Hears of a run's course. Called on the engine thread. */
public interface TrainingListener {
    /**
     * @param rows rows that take part
     * @param dropped rows left out as too long or without a supervised token
     * @param totalSteps optimizer steps the run will take
     */
    void started(int rows, int dropped, int totalSteps);

    /**
     * Before the first step.
     *
     * @param now the run as the last whole step left it; for whenever it stands still
     */
    default void begins(Supplier<Snapshot> now) {}

    void stepped(TrainStep step);

    /** After each step, once {@link #stepped} has returned: now the run can be saved. */
    default void settled(Snapshot now) {}

    /**
     * The run ends before its last step: it was asked to stop, the next update would not have been
     * finite, or something failed. Not called where an update failed half-way, as the weights are
     * then of no step.
     *
     * @param now as the last whole step left it, or as it began
     */
    default void interrupted(Snapshot now) {}
}
