package org.sftworkbench.ui.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javafx.beans.property.Property;

/** Changes of the panes' settings that can all be taken back. FX thread only. */
final class StageChanges {
    private final Deque<Change> changes = new ArrayDeque<>();

    /**
     * One of them.
     *
     * @param back takes it back, whatever was done since
     * @param leave takes it back where nothing else was done since
     */
    private record Change(Runnable back, Runnable leave) {}

    /** Sets a value, and remembers what was there. */
    <T> void set(Property<T> property, T value) {
        T before = property.getValue();
        property.setValue(value);
        T set = property.getValue();
        changes.push(
                new Change(
                        () -> property.setValue(before),
                        () -> {
                            if (Objects.equals(property.getValue(), set)) {
                                property.setValue(before);
                            }
                        }));
    }

    /** Remembers how to take back a change that is made otherwise. */
    void remember(Runnable back) {
        changes.push(new Change(back, back));
    }

    /** Remembers how to open again what was open; a window that closes opens nothing. */
    void rememberOpen(Runnable open) {
        changes.push(new Change(open, () -> {}));
    }

    /** Takes everything back, the last change first. */
    void takeBack() {
        while (!changes.isEmpty()) {
            changes.pop().back().run();
        }
    }

    /** Takes back, as the window closes, what the user has not changed since. */
    void leave() {
        while (!changes.isEmpty()) {
            changes.pop().leave().run();
        }
    }
}
