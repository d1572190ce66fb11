package org.sftworkbench.ui.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.sftworkbench.ui.common.words.Words;

/**
 * Fills a pane from the FXML file that carries its class's name. FX thread only.
 *
 * <p>{@code LabelsPane.fxml} lies in the resources of the package of {@code LabelsPane}, has {@code
 * <fx:root>} as its root element and {@code fx:controller="…LabelsPane"}; the controller factory
 * hands out the pane itself, so that a pane's constructor takes what it needs. {@code
 * LabelsPane.css} beside it is added to the pane where it exists.
 */
public final class PaneLoader {
    private PaneLoader() {}

    /**
     * Loads the layout into the pane, and lets its texts follow the language, but for those that
     * code sets.
     *
     * @param pane as for {@link #load(Parent)}
     */
    public static void load(Parent pane, Words words) {
        load(pane);
        TranslatedTree.follow(pane, words);
    }

    /**
     * Loads the layout into the pane and injects its {@code @FXML} fields.
     *
     * @param pane root and controller of its layout; usually {@code this} in a constructor
     * @throws IllegalStateException where the layout is missing or names no controller
     */
    public static void load(Parent pane) {
        Class<?> type = pane.getClass();
        URL layout = type.getResource(type.getSimpleName() + ".fxml");
        if (layout == null) {
            throw new IllegalStateException("no layout " + type.getSimpleName() + ".fxml");
        }
        FXMLLoader loader = new FXMLLoader(layout);
        loader.setRoot(pane);
        loader.setControllerFactory(wanted -> wanted.cast(pane));
        try {
            loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(layout + ": " + e.getMessage(), e);
        }
        if (loader.<Object>getController() != pane) {
            throw new IllegalStateException(layout + " names no fx:controller");
        }
        URL style = type.getResource(type.getSimpleName() + ".css");
        if (style != null) {
            pane.getStylesheets().add(style.toExternalForm());
        }
    }
}
