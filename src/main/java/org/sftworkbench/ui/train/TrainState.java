package org.sftworkbench.ui.train;

/** Where a run stands; the one value that decides what the pane enables and shows. */
public enum TrainState {
    /** Nothing has been started yet. */
    IDLE,
    /** Rows are being encoded or checked, or the model is being read; no step was taken. */
    PREPARING,
    /** The checks have warnings, and the user is asked whether to start all the same. */
    ASKING,
    RUNNING,
    PAUSED,
    /** A stop was asked for and is waited for. */
    STOPPING,
    /** The user stopped the run. */
    STOPPED,
    /** The run ended by itself. */
    DONE,
    FAILED;

    /** Whether a run occupies the pane, so that no other can start. */
    public boolean isActive() {
        return this == PREPARING || this == RUNNING || this == PAUSED || this == STOPPING;
    }
}
