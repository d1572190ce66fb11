package org.sftworkbench.ui.hub;

import java.util.Locale;
import org.sftworkbench.ui.common.words.Words;

/** Whether a model can be opened, and if not, what goes on. */
public enum ModelState {
    COMPLETE(Words.key("Complete"), "fas-check"),
    PARTIAL(Words.key("Partly downloaded"), "fas-adjust"),
    LOADING(Words.key("Downloading"), "fas-arrow-down"),
    PAUSED(Words.key("Paused"), "fas-pause"),
    ELSEWHERE(Words.key("Downloading elsewhere"), "fas-lock"),
    BROKEN(Words.key("Incomplete"), "fas-exclamation-triangle");

    private final String title;
    private final String icon;

    ModelState(String title, String icon) {
        this.title = title;
        this.icon = icon;
    }

    /** In English, a key for {@link Words}. */
    String title() {
        return title;
    }

    /** The icon's name in Font Awesome 5. */
    String icon() {
        return icon;
    }

    /** The pseudo-class that carries it. */
    String pseudoClass() {
        return name().toLowerCase(Locale.ROOT);
    }
}
