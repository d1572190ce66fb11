package org.sftworkbench.job;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * A flag that asks running work to stop or to wait; checked between batches and between tokens.
 * Thread-safe.
 */
public final class Cancellation {
    /**
     * What the work's own thread does while the work stands still. Called by {@link #check} on that
     * thread.
     */
    public interface Meanwhile {
        /** The work stands still from now on. */
        void begins();

        /** Does the next thing that is there to do; returns whether there was one. */
        boolean doNext();

        /** The work goes on, or stops. */
        void ends();
    }

    private static final Meanwhile NOTHING =
            new Meanwhile() {
                @Override
                public void begins() {}

                @Override
                public boolean doNext() {
                    return false;
                }

                @Override
                public void ends() {}
            };

    private final Meanwhile meanwhile;
    private boolean cancelled;
    private boolean paused;
    private boolean waiting;
    private boolean news;
    private boolean owed;
    private int resumed;

    /** Of work that does nothing while it is paused. */
    public Cancellation() {
        this(NOTHING);
    }

    /** Of work whose thread does something else while it is paused. */
    public Cancellation(Meanwhile meanwhile) {
        this.meanwhile = meanwhile;
    }

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
        resumed++;
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

    /** There may be something to do meanwhile; wakes paused work up to look. */
    public synchronized void tellNews() {
        news = true;
        owed |= paused;
        notifyAll();
    }

    /**
     * Waits while paused. What there is to do meanwhile is done first, also where the pause ends
     * while it is done, or, where it was told of in the pause, has ended before this was called.
     *
     * @throws CancellationException when the work should stop
     */
    public void check() {
        while (standsStill() || owes()) {
            meanwhile.begins();
            try {
                standStill();
            } finally {
                meanwhile.ends();
            }
        }
        if (isCancelled()) {
            throw new CancellationException("stopped");
        }
    }

    /** Until it is resumed, also where it is paused once more right after. */
    private void standStill() {
        int before = begin();
        while (true) {
            // Asked before it is looked for something to do: what was there before the pause ended
            // is found.
            boolean goesOn = !standsStill() || timesResumed() != before;
            if (!meanwhile.doNext()) {
                if (goesOn) {
                    return;
                }
                awaitNews(before);
            }
        }
    }

    private synchronized boolean owes() {
        return owed && !cancelled;
    }

    private synchronized int begin() {
        owed = false;
        return resumed;
    }

    private synchronized int timesResumed() {
        return resumed;
    }

    private synchronized boolean standsStill() {
        return paused && !cancelled;
    }

    private synchronized void awaitNews(int before) {
        while (paused && !cancelled && !news && resumed == before) {
            sleep(0);
        }
        news = false;
        owed = false;
    }
}
