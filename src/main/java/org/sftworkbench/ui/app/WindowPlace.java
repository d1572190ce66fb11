package org.sftworkbench.ui.app;

import java.util.prefs.Preferences;
import javafx.animation.PauseTransition;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/** Where and how large the window was, remembered for the next start. FX thread only. */
final class WindowPlace {
    private static final double MIN_WIDTH = 1024;
    private static final double MIN_HEIGHT = 680;
    private static final double WIDTH = 1360;
    private static final double HEIGHT = 860;

    private static final double TITLE_BAR = 40;

    /** A window manager has given a window its size by then. */
    private static final Duration SHOWN = Duration.millis(400);

    private final Preferences preferences;
    private Dimension2D asked = new Dimension2D(WIDTH, HEIGHT);

    WindowPlace(Preferences preferences) {
        this.preferences = preferences;
    }

    /**
     * Makes the scene as large as it was and puts the window where it was, as far as that is on a
     * screen still.
     */
    Scene restore(Stage stage, Parent root) {
        double x = preferences.getDouble("window.x", Double.NaN);
        double y = preferences.getDouble("window.y", Double.NaN);
        Screen screen =
                Screen.getScreens().stream()
                        .filter(each -> each.getVisualBounds().contains(x + 50, y + 20))
                        .findFirst()
                        .orElse(null);
        Rectangle2D room = (screen == null ? Screen.getPrimary() : screen).getVisualBounds();
        stage.setMinWidth(Math.min(MIN_WIDTH, room.getWidth()));
        stage.setMinHeight(Math.min(MIN_HEIGHT, room.getHeight()));
        stage.setMaximized(preferences.getBoolean("window.maximized", false));
        Scene scene =
                new Scene(
                        root,
                        fit("window.width", WIDTH, MIN_WIDTH, room.getWidth()),
                        fit("window.height", HEIGHT, MIN_HEIGHT, room.getHeight() - TITLE_BAR));
        asked = new Dimension2D(scene.getWidth(), scene.getHeight());
        if (screen != null) {
            stage.setX(within(x, scene.getWidth(), room.getMinX(), room.getMaxX()));
            stage.setY(within(y, scene.getHeight() + TITLE_BAR, room.getMinY(), room.getMaxY()));
        }
        stage.setScene(scene);
        return scene;
    }

    /**
     * Asks once more for the size of a window that has just been shown: there are window managers,
     * openbox for one, that show it as small as it may be instead.
     */
    void insist(Stage stage) {
        PauseTransition shown = new PauseTransition(SHOWN);
        shown.setOnFinished(e -> enlarge(stage, asked));
        shown.play();
    }

    /** Makes a window that is as small as it may be so large that its scene has a size. */
    static void enlarge(Stage stage, Dimension2D asked) {
        Scene scene = stage.getScene();
        boolean least =
                stage.getWidth() <= stage.getMinWidth()
                        && stage.getHeight() <= stage.getMinHeight();
        if (stage.isMaximized() || !least) {
            return;
        }
        double width = stage.getWidth() + Math.max(0, asked.getWidth() - scene.getWidth());
        double height = stage.getHeight() + Math.max(0, asked.getHeight() - scene.getHeight());
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        for (Screen each : Screen.getScreensForRectangle(stage.getX(), stage.getY(), 1, 1)) {
            room = each.getVisualBounds();
        }
        stage.setX(within(stage.getX(), width, room.getMinX(), room.getMaxX()));
        stage.setY(within(stage.getY(), height, room.getMinY(), room.getMaxY()));
        stage.setWidth(width);
        stage.setHeight(height);
    }

    /** Remembers how a window stands; of a maximized one, what it would go back to. */
    void remember(Stage stage) {
        preferences.putBoolean("window.maximized", stage.isMaximized());
        if (!stage.isMaximized()) {
            preferences.putDouble("window.x", stage.getX());
            preferences.putDouble("window.y", stage.getY());
            preferences.putDouble("window.width", stage.getScene().getWidth());
            preferences.putDouble("window.height", stage.getScene().getHeight());
        }
    }

    /** Moved so far that all of a length is between two ends, or its beginning at least. */
    private static double within(double start, double length, double from, double to) {
        return Math.max(from, Math.min(start, to - length));
    }

    private double fit(String key, double usual, double least, double most) {
        return Math.min(most, Math.max(least, preferences.getDouble(key, usual)));
    }
}
