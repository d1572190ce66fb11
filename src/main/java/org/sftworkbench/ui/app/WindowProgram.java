package org.sftworkbench.ui.app;

import java.util.Optional;
import javafx.application.Application;

/** Opens the window, where there is a display; keeps JavaFX out of the way of whoever does not. */
public final class WindowProgram {
    private WindowProgram() {}

    /**
     * Shows the window and returns when it is closed.
     *
     * @return why no window can be shown, in the user's words; empty where one was
     */
    public static Optional<String> run() {
        Optional<String> missing = Display.whyMissing();
        if (missing.isEmpty()) {
            Application.launch(WorkbenchApp.class);
        }
        return missing;
    }
}
