package org.sftworkbench.ui.hub;

/** What a download does. */
public enum DownloadState {
    RUNNING,
    PAUSED,
    /** The user ended it; what came is kept. */
    STOPPED,
    /** It cannot go on by itself; what came is kept. */
    FAILED,
    DONE;

    /** Whether it holds the model's place in the store. */
    public boolean active() {
        return this == RUNNING || this == PAUSED;
    }
}
