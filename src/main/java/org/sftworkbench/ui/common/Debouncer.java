package org.sftworkbench.ui.common;

import java.util.concurrent.Executor;

/** Runs an action once its calls have paused for a while. FX thread only. */
public final class Debouncer {
    private final Executor later;
    private long calls;

    /**
     * @param later runs what it is given after the pause, on the FX thread: {@link
     *     FxExecutors#fxAfter}; {@code Runnable::run} where no pause is wanted
     */
    public Debouncer(Executor later) {
        this.later = later;
    }

    /** Runs the action after the pause unless this is called again before. */
    public void call(Runnable action) {
        long mine = ++calls;
        later.execute(
                () -> {
                    if (calls == mine) {
                        action.run();
                    }
                });
    }
}
