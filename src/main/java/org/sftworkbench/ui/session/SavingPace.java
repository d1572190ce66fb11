package org.sftworkbench.ui.session;

import java.util.concurrent.Executor;

/**
 * Saves a moment after something has changed, and again as long as it goes on changing: whoever
 * types without a pause is saved too. FX thread only.
 */
public final class SavingPace {
    private final Executor later;
    private final Runnable save;
    private boolean due;

    /**
     * @param later runs what it is given on the FX thread a moment later
     */
    public SavingPace(Executor later, Runnable save) {
        this.later = later;
        this.save = save;
    }

    /** Notes a change. */
    public void changed() {
        if (!due) {
            due = true;
            later.execute(
                    () -> {
                        due = false;
                        save.run();
                    });
        }
    }
}
