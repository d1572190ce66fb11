package org.sftworkbench.ui.chat;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The training that an answer may have to wait for, as far as the chat can act on it. */
public final class AwaitedRun {
    private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
    private final ObjectProperty<Runnable> onPause = new SimpleObjectProperty<>(this, "onPause");
    private final ObjectProperty<Runnable> onResume = new SimpleObjectProperty<>(this, "onResume");
    private final ObjectProperty<Runnable> onStop = new SimpleObjectProperty<>(this, "onStop");

    /** Whether it waits until it is told to go on. */
    public BooleanProperty pausedProperty() {
        return paused;
    }

    /** Pauses it, so that answers come meanwhile; null for no such way. */
    public ObjectProperty<Runnable> onPauseProperty() {
        return onPause;
    }

    /** Lets it go on where it is paused; null for no such way. */
    public ObjectProperty<Runnable> onResumeProperty() {
        return onResume;
    }

    /** Stops it, saved so that it can be continued; null for no such way. */
    public ObjectProperty<Runnable> onStopProperty() {
        return onStop;
    }
}
