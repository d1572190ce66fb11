package org.sftworkbench.ui.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.util.prefs.Preferences;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.paint.Color;

/** Light or dark: applied at once and remembered for the next start. FX thread only. */
final class ThemeSetting {
    private static final String KEY = "dark";

    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark");

    ThemeSetting(Preferences preferences) {
        dark.set(preferences.getBoolean(KEY, false));
        dark.addListener(
                (p, old, now) -> {
                    preferences.putBoolean(KEY, now);
                    apply();
                });
    }

    BooleanProperty darkProperty() {
        return dark;
    }

    /** What a window shows until it is first drawn: the theme's own ground. */
    Color ground() {
        return Color.web(dark.get() ? "#0d1117" : "#ffffff");
    }

    /** Gives all windows the theme. */
    void apply() {
        Theme theme = dark.get() ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    }
}
