package org.sftworkbench.ui.app;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.Property;

/** Changes of the panes' settings that can all be taken back. FX thread only. */
final class StageChanges {
    private final Deque<Runnable> takingBack = new ArrayDeque<>();

    /** Sets a value, and remembers what was there. */
    <T> void set(Property<T> property, T value) {
        T before = property.getValue();
        takingBack.push(() -> property.setValue(before));
        property.setValue(value);
    }

    /** Remembers how to take back a change that is made otherwise. */
    void remember(Runnable back) {
        takingBack.push(back);
    }

    /** Takes everything back, the last change first. */
    void takeBack() {
        while (!takingBack.isEmpty()) {
            takingBack.pop().run();
        }
    }
}
