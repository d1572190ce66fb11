package org.sftworkbench.engine.process;

import java.time.Duration;

/** Whether a process was told to end, and how long that is waited for. */
final class DyingChild {
    /** How long the system may take to end a process before it is left to itself. */
    private static final long TO_DIE = Duration.ofSeconds(3).toNanos();

    private boolean told;
    private long since;

    /** There is a new process. */
    void none() {
        told = false;
    }

    /** It is told to end. */
    void end(EngineChild child, long now) {
        told = true;
        since = now;
        child.end();
    }

    /** Whether the present process, or the last, was told to end. */
    boolean isTold() {
        return told;
    }

    /** Nanoseconds until it is waited for no longer. */
    long left(long now) {
        return Math.max(0, since + TO_DIE - now);
    }
}
