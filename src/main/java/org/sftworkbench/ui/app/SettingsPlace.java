package org.sftworkbench.ui.app;

import java.nio.file.Path;
import org.sftworkbench.disk.UserDirectories;

/**
 * Where Java keeps what {@link java.util.prefs.Preferences} hold, such as the theme and the
 * language: below the one directory for everything, where one was named. On Windows and macOS the
 * system keeps them, whatever is named.
 */
final class SettingsPlace {
    /** Read by Java when preferences are first asked for. */
    static final String PROPERTY = "java.util.prefs.userRoot";

    private SettingsPlace() {}

    /** To be called before preferences are first asked for; what the user set himself stays. */
    static void choose() {
        if (System.getProperty(PROPERTY) == null) {
            UserDirectories.chosen()
                    .map(directory -> UserDirectories.under(directory).state())
                    .map(Path::toAbsolutePath)
                    .ifPresent(state -> System.setProperty(PROPERTY, state.toString()));
        }
    }
}
