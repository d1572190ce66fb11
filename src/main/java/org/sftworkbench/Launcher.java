package org.sftworkbench;

import java.util.Optional;
import javafx.application.Application;
import org.sftworkbench.ui.app.Display;
import org.sftworkbench.ui.app.WorkbenchApp;

/**
 * Starts the workbench window, or a command where one is named. Does not extend {@code
 * Application}, so that it runs from the class path.
 */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        System.exit(args.length == 0 ? window() : command(args));
    }

    private static int window() {
        Optional<String> missing = Display.whyMissing();
        if (missing.isPresent()) {
            System.err.println(
                    "No window can be shown here ("
                            + missing.get()
                            + "), so the same journey follows in the terminal: sft demo");
            return command("demo");
        }
        Application.launch(WorkbenchApp.class);
        return 0;
    }

    private static int command(String... args) {
        return 2;
    }
}
