package org.sftworkbench.ui.train;

import javafx.beans.property.ObjectProperty;
import org.sftworkbench.ui.common.Problem;

/**
 * Tells that a run begins again for want of a checkpoint, until it has saved one; what stood there
 * before stays. FX thread only.
 */
final class BegunAgain {
    private final ObjectProperty<Problem> problem;
    private Problem standing;
    private Problem told;

    BegunAgain(ObjectProperty<Problem> problem) {
        this.problem = problem;
    }

    /**
     * @param again what stands there, and that the run begins again
     */
    void tell(Problem again) {
        standing = problem.get();
        told = again;
        problem.set(again);
    }

    /** The run has a checkpoint now. */
    void over() {
        if (told != null && problem.get() == told) {
            problem.set(standing);
        }
        told = null;
    }
}
