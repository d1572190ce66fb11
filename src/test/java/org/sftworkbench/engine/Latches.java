package org.sftworkbench.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits where an event's listener may throw nothing that is checked. */
public final class Latches {
    private Latches() {}

    /**
     * @throws IllegalStateException after ten seconds
     */
    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
