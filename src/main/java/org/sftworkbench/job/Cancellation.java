package org.sftworkbench.job;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * A flag that asks running work to stop or to wait; checked between batches and between tokens.
 * Thread-safe.
 */
public final class Cancellation {
    private boolean cancelled;
    private boolean paused;
    private boolean waiting;

    /** Asks the work to stop at its next check. Cannot be taken back; also ends a pause. */
    public synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    /** Asks the work to wait at its next check. */
    public synchronized void pause() {
        paused = true;
    }

    /** Ends a pause, and a wait before its time. */
    public synchronized void resume() {
        paused = false;
        waiting = false;
        notifyAll();
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    public synchronized boolean isPaused() {
        return (paused || waiting) && !cancelled;
    }

    /** The work waits for something outside, and counts as paused until it is resumed. */
    public synchronized void hold() {
        waiting = true;
    }

    /** What was waited for is there. */
    public synchronized void release() {
        waiting = false;
    }

    /**
     * Waits for so long, or until resumed.
     *
     * @return whether it was {@link #resume resumed} since {@link #hold}
     * @throws CancellationException when the work should stop
     */
    public synchronized boolean await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis();
                waiting && !cancelled && left > 0;
                left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
            sleep(left);
        }
        if (cancelled) {
            throw new CancellationException("stopped");
        }
        return !waiting;
    }

    private void sleep(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelled = true;
        }
    }

    /**
     * Waits while paused.
     *
     * @throws CancellationException when the work should stop
     */
    public synchronized void check() {
        while (paused && !cancelled) {
            sleep(0);
        }
        if (cancelled) {
            throw new CancellationException("stopped");
        }
    }
}
