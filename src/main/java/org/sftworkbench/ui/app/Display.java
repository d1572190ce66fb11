package org.sftworkbench.ui.app;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javafx.application.Platform;

/** Tells whether a window can be shown on this machine. */
public final class Display {
    private Display() {}

    /**
     * Why no window can be shown, in the user's words; empty where one can. Starts the JavaFX
     * toolkit where nothing speaks against it.
     */
    public static Optional<String> whyMissing() {
        Optional<String> reason = whyMissing(System.getenv(), System.getProperties());
        return reason.isPresent() ? reason : whyToolkitFails();
    }

    /**
     * The same from the environment alone.
     *
     * @param environment the process's environment variables
     * @param properties the system properties
     */
    static Optional<String> whyMissing(Map<String, String> environment, Properties properties) {
        if ("Monocle".equals(properties.getProperty("glass.platform"))) {
            return Optional.empty();
        }
        if (Boolean.parseBoolean(properties.getProperty("java.awt.headless"))) {
            return Optional.of("java.awt.headless is set");
        }
        boolean linux =
                properties.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        if (linux && unset(environment, "DISPLAY") && unset(environment, "WAYLAND_DISPLAY")) {
            return Optional.of("neither DISPLAY nor WAYLAND_DISPLAY is set");
        }
        return Optional.empty();
    }

    private static boolean unset(Map<String, String> environment, String variable) {
        return environment.getOrDefault(variable, "").isBlank();
    }

    private static Optional<String> whyToolkitFails() {
        try {
            Platform.startup(() -> {});
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Optional.of(reason.strip());
        }
    }
}
