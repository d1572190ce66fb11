package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sftworkbench.disk.UserDirectories;

/**
 * Where Java keeps what {@link java.util.prefs.Preferences} hold, such as the theme and the
 * language: below the one directory for everything, where one was named. On Windows and macOS the
 * system keeps them, whatever is named.
 */
final class SettingsPlace {
    /** Read by Java when preferences are first asked for. */
    static final String PROPERTY = "java.util.prefs.userRoot";

    /** Held, as a level that was set goes with its logger. */
    private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

    private SettingsPlace() {}

    /** To be called before preferences are first asked for; what the user set himself stays. */
    static void choose() {
        // That a directory was made for them, at the first start, is nothing to tell.
        PREFERENCES.setLevel(Level.WARNING);
        if (System.getProperty(PROPERTY) == null) {
            UserDirectories.chosen()
                    .map(directory -> UserDirectories.under(directory).state())
                    .map(Path::toAbsolutePath)
                    .ifPresent(state -> System.setProperty(PROPERTY, state.toString()));
        }
    }
}
