package org.sftworkbench.engine;

/** A submitted command's handle. Thread-safe. */
public interface EngineTask {
    /**
     * Asks to stop between two batches or tokens; {@link Event.Cancelled} follows unless the
     * command ended first.
     */
    void cancel();

    /**
     * Ends it without waiting for the batch in work: where it is in a process of its own, with that
     * process, and nothing more is saved; elsewhere as {@link #cancel} does.
     */
    default void abandon() {
        cancel();
    }

    /**
     * Asks a run that keeps checkpoints for one after the step in work, or at once where it stands
     * still; {@link Event.CheckpointSaved} follows, unless there is nothing learned that is not
     * saved already. Any other command goes on as it was.
     */
    void saveNow();

    /** Asks to wait between two batches or tokens. */
    void pause();

    void resume();

    boolean isPaused();

    /** Whether the terminal event was told. */
    boolean isDone();

    /** Waits for the terminal event and returns it. */
    Event.Terminal await() throws InterruptedException;
}
