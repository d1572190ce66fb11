package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import org.sftworkbench.about.BuildFacts;
import org.sftworkbench.log.ProgramLog;

/** Opens the window, where there is a display; keeps JavaFX out of the way of whoever does not. */
public final class WindowProgram {
    private WindowProgram() {}

    /**
     * Shows the window and returns when it is closed.
     *
     * @param paths what to open in it: a run, a model or data files; none for the usual beginning
     * @return why no window can be shown, in the user's words; empty where one was
     */
    public static Optional<String> run(List<Path> paths) {
        // Looking for a display starts the toolkit already.
        ClassPathRemark.drop();
        Optional<String> missing = Display.whyMissing();
        if (missing.isEmpty()) {
            ProgramLog.note(
                    "SFT Workbench "
                            + BuildFacts.read().words()
                            + " starts, Java "
                            + Runtime.version()
                            + ", "
                            + System.getProperty("os.name"));
            Application.launch(
                    WorkbenchApp.class, paths.stream().map(Path::toString).toArray(String[]::new));
            ProgramLog.note("ends");
        }
        return missing;
    }
}
