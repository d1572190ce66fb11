package org.sftworkbench.ui.hub;

/**
 * A file of a download as it stands.
 *
 * @param size bytes
 * @param had bytes that are there
 */
public record FileTransfer(String name, long size, long had, State state) {
    /** What is being done with it. */
    public enum State {
        WAITING,
        CHECKING,
        COMING,
        DONE
    }

    /** The same with nothing being done. */
    FileTransfer still() {
        return state == State.DONE ? this : new FileTransfer(name, size, had, State.WAITING);
    }

    /** The part that is there, from 0 to 1. */
    public double share() {
        return size == 0 ? state == State.DONE ? 1 : 0 : (double) had / size;
    }
}
