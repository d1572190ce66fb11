package org.sftworkbench.ui.train;

import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sftworkbench.run.Checkpoint;

/**
 * A checkpoint that the user wants of a run on its way, to keep it or to ask it what it has learned
 * so far. FX thread only.
 */
public final class WishedCheckpoint {
    private final RunCourse run;
    private final ReadOnlyBooleanWrapper asked = new ReadOnlyBooleanWrapper(this, "asked");
    private final ReadOnlyObjectWrapper<Path> checkpoint =
            new ReadOnlyObjectWrapper<>(this, "checkpoint");
    private final BooleanBinding canAsk;

    WishedCheckpoint(RunCourse run) {
        this.run = run;
        run.savedProperty().addListener((o, was, is) -> hear(is));
        run.stateProperty().addListener((o, was, is) -> turn(is));
        canAsk =
                Bindings.createBooleanBinding(
                        () ->
                                isOnItsWay(run.stateProperty().get())
                                        && !run.steps().isEmpty()
                                        && !asked.get(),
                        run.stateProperty(),
                        run.steps(),
                        asked);
    }

    /** Asks for it; a step that is saved already is not saved once more. */
    public void ask() {
        if (!canAsk.get()) {
            return;
        }
        Path last = run.savedProperty().get();
        if (last != null && isOfTheLastStep(last)) {
            checkpoint.set(last);
        } else {
            asked.set(true);
            run.saveNow();
        }
    }

    private boolean isOfTheLastStep(Path saved) {
        int step = run.steps().get(run.steps().size() - 1).step();
        return Checkpoint.named(saved).filter(found -> found.step() == step).isPresent();
    }

    private void hear(Path saved) {
        if (asked.get() && saved != null) {
            asked.set(false);
            checkpoint.set(saved);
        }
    }

    /** What is told of a run that has ended says where it is, too. */
    private void turn(TrainState state) {
        if (!isOnItsWay(state)) {
            asked.set(false);
            checkpoint.set(null);
        }
    }

    private static boolean isOnItsWay(TrainState state) {
        return state == TrainState.RUNNING || state == TrainState.PAUSED;
    }

    /** The user has taken note of it. */
    void dismiss() {
        checkpoint.set(null);
    }

    /** Whether there is a run with something to save, and none is asked for already. */
    public BooleanBinding canAskProperty() {
        return canAsk;
    }

    /** The one that was saved as wished; null for none. */
    public ReadOnlyObjectProperty<Path> checkpointProperty() {
        return checkpoint.getReadOnlyProperty();
    }
}
