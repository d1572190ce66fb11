package org.sftworkbench.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a run stands, as its record says. */
public enum RunState {
    /** It goes on, or its process was ended without a word: {@link RunLock#isHeld} tells which. */
    RUNNING,
    /** It was asked to stop, and can go on. */
    STOPPED,
    /** It took its last step and its model was saved. */
    FINISHED,
    /** It ended in an error. */
    FAILED;

    /** As it is written in {@code run.json}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RunState> named(String text) {
        return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
    }
}
