package org.sftworkbench.ui.train;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.sftworkbench.ui.common.words.Words;

/**
 * Tells that a run has ended by itself, well or badly, where the user looks at something else; no
 * longer once the user has turned to it, or another run has begun. FX thread only.
 */
public final class EndedRun {
    private final ObservableBooleanValue watched;
    private final ReadOnlyBooleanWrapper told = new ReadOnlyBooleanWrapper(this, "told");
    private final StringBinding text;

    /**
     * @param watched whether what the run does can be seen now
     */
    public EndedRun(RunCourse run, ObservableBooleanValue watched, Words words) {
        this.watched = watched;
        text =
                Bindings.createStringBinding(
                        () -> words.say("The training has ended. {0}", run.statusProperty().get()),
                        run.statusProperty(),
                        words.languageProperty());
        run.stateProperty().addListener((o, was, is) -> hear(was, is));
        watched.addListener((o, was, is) -> told.set(told.get() && !is));
    }

    private void hear(TrainState was, TrainState is) {
        // One that was stopped ended as its user wished.
        boolean byItself = is == TrainState.DONE || is == TrainState.FAILED;
        told.set(was.isActive() && byItself && !watched.get());
    }

    /** The user has taken note of it. */
    void dismiss() {
        told.set(false);
    }

    /** Whether there is something to tell. */
    public ReadOnlyBooleanProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    /** How the last run ended, in a sentence; the last it did where it has not. */
    public StringBinding textProperty() {
        return text;
    }
}
