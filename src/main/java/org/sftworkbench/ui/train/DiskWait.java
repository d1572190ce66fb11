package org.sftworkbench.ui.train;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.sftworkbench.ui.common.Problem;

/** A run's wait for a disk that does not take what it keeps, and what is told of it. */
final class DiskWait {
    private final ReadOnlyBooleanWrapper waits = new ReadOnlyBooleanWrapper(this, "waits");
    private final ObjectProperty<Problem> problem;

    /**
     * @param problem where it is told
     */
    DiskWait(ObjectProperty<Problem> problem) {
        this.problem = problem;
    }

    void begin(Problem why) {
        problem.set(why);
        waits.set(true);
    }

    /** The disk took it, or is tried again; returns whether it was waited for. */
    boolean end() {
        if (!waits.get()) {
            return false;
        }
        waits.set(false);
        problem.set(null);
        return true;
    }

    /** The run failed with it, and what was told stays. */
    void giveUp() {
        waits.set(false);
    }

    ReadOnlyBooleanProperty waitsProperty() {
        return waits.getReadOnlyProperty();
    }
}
