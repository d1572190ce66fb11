package org.sftworkbench.ui.common;

import java.util.Objects;
import javafx.scene.Scene;

/** Gives a scene the project's colour names and shared styles ({@code base.css}). */
public final class BaseStyles {
    private BaseStyles() {}

    /** Adds the style sheet; the colours follow the theme the application has set. */
    public static void addTo(Scene scene) {
        scene.getStylesheets()
                .add(
                        Objects.requireNonNull(BaseStyles.class.getResource("base.css"))
                                .toExternalForm());
    }
}
