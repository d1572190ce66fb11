package org.sftworkbench.ui.common;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs pieces of work of which only the newest matters: one that has been overtaken is skipped if
 * it has not begun, and its outcome is dropped if it has. FX thread only, save for the work itself.
 */
public final class LatestOnly {
    private final Executor background;
    private final Executor fx;
    private final AtomicLong generation = new AtomicLong();

    /**
     * @param background does the work
     * @param fx tells the outcome
     */
    public LatestOnly(Executor background, Executor fx) {
        this.background = background;
        this.fx = fx;
    }

    /**
     * Queues work in place of all that came before.
     *
     * @param work runs on the background thread on a snapshot taken by the caller; gives what is to
     *     be done with its result on the FX thread
     */
    public void submit(Supplier<Runnable> work) {
        long mine = generation.incrementAndGet();
        background.execute(
                () -> {
                    if (generation.get() != mine) {
                        return;
                    }
                    Runnable outcome = work.get();
                    fx.execute(
                            () -> {
                                if (generation.get() == mine) {
                                    outcome.run();
                                }
                            });
                });
    }

    /** Drops all that has not been told yet. */
    public void cancel() {
        generation.incrementAndGet();
    }
}
