package org.sftworkbench.job;

import java.util.concurrent.CancellationException;

/**
 * A flag that asks running work to stop or to wait; checked between batches and between tokens.
 * Thread-safe.
 */
public final class Cancellation {
    private boolean cancelled;
    private boolean paused;

    /** Asks the work to stop at its next check. Cannot be taken back; also ends a pause. */
    public synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    /** Asks the work to wait at its next check. */
    public synchronized void pause() {
        paused = true;
    }

    /** Ends a pause. */
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    public synchronized boolean isPaused() {
        return paused && !cancelled;
    }

    /**
     * Waits while paused.
     *
     * @throws CancellationException when the work should stop
     */
    public synchronized void check() {
        while (paused && !cancelled) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancelled = true;
            }
        }
        if (cancelled) {
            throw new CancellationException("stopped");
        }
    }
}
