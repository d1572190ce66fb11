package org.sftworkbench.engine;

/** A submitted command's handle. Thread-safe. */
public interface EngineTask {
    /**
     * Asks to stop between two batches or tokens; {@link Event.Cancelled} follows unless the
     * command ended first.
     */
    void cancel();

    /** Asks to wait between two batches or tokens. */
    void pause();

    void resume();

    boolean isPaused();

    /** Whether the terminal event was told. */
    boolean isDone();

    /** Waits for the terminal event and returns it. */
    Event.Terminal await() throws InterruptedException;
}
