package org.sftworkbench.engine;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The user's wish that a run is saved before its time: made at any time on any thread, fulfilled on
 * the engine thread after the step in work, or at once where the run stands still.
 */
final class SaveWish {
    private final AtomicBoolean made = new AtomicBoolean();
    private Runnable saving;

    void make() {
        made.set(true);
    }

    /** There is something to save from now on. Engine thread only. */
    void fulfilBy(Runnable saving) {
        this.saving = saving;
    }

    /**
     * Fulfils a wish that was made. Engine thread only, while the weights are those of a whole
     * step.
     *
     * @return whether there was one that can be fulfilled; it is no longer there then
     */
    boolean fulfil() {
        if (saving == null || !made.getAndSet(false)) {
            return false;
        }
        saving.run();
        return true;
    }
}
