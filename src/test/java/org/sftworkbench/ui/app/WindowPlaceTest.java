package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.prefs.Preferences;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;

class WindowPlaceTest extends FxTest {
    private final Preferences preferences = new MemoryPreferences();

    @Test
    void aWindowOpensAsLargeAsItWasClosed() {
        doFx(
                () -> {
                    Stage stage = new Stage();
                    stage.setScene(new Scene(new StackPane(), 1200, 720));
                    stage.show();
                    new WindowPlace(preferences).remember(stage);
                    stage.close();
                });

        Scene scene =
                runFx(() -> new WindowPlace(preferences).restore(new Stage(), new StackPane()));

        assertThat(scene.getWidth()).isEqualTo(1200);
        assertThat(scene.getHeight()).isEqualTo(720);
    }

    @Test
    void aPlaceThatIsOnNoScreenAnyMoreIsForgottenAndTheSizeIsKeptWithinTheScreen() {
        preferences.putDouble("window.x", 9000);
        preferences.putDouble("window.y", 9000);
        preferences.putDouble("window.width", 9000);
        Stage stage = runFx(Stage::new);

        Scene scene = runFx(() -> new WindowPlace(preferences).restore(stage, new StackPane()));

        assertThat(stage.getX()).isNaN();
        assertThat(scene.getWidth()).isLessThanOrEqualTo(1920);
    }

    @Test
    void aWindowThatStoodPartlyOffTheScreenIsMovedIntoIt() {
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        preferences.putDouble("window.x", room.getMaxX() - 1200 + 65);
        preferences.putDouble("window.y", room.getMinY() - 15);
        preferences.putDouble("window.width", 1200);
        preferences.putDouble("window.height", 720);
        Stage stage = runFx(Stage::new);

        doFx(() -> new WindowPlace(preferences).restore(stage, new StackPane()));

        assertThat(stage.getX()).isEqualTo(room.getMaxX() - 1200);
        assertThat(stage.getY()).isEqualTo(room.getMinY());
    }

    @Test
    void aWindowThatIsShownAsSmallAsMayBeIsAskedForOnceMoreAndOneOfAnotherSizeIsLeft() {
        Stage stage = runFx(Stage::new);
        doFx(
                () -> {
                    stage.setScene(new Scene(new StackPane(), 600, 400));
                    stage.show();
                    stage.setMinWidth(stage.getWidth());
                    stage.setMinHeight(stage.getHeight());
                    WindowPlace.enlarge(stage, new Dimension2D(700, 500));
                });
        waitUntil("it is larger", () -> stage.getScene().getWidth() == 700);
        assertThat(runFx(() -> stage.getScene().getHeight())).isEqualTo(500);
        doFx(() -> WindowPlace.enlarge(stage, new Dimension2D(900, 600)));
        assertThat(runFx(() -> stage.getScene().getWidth())).isEqualTo(700);
        doFx(stage::close);
    }

    @Test
    void theThemeIsRemembered() {
        doFx(() -> new ThemeSetting(preferences).darkProperty().set(true));

        assertThat(runFx(() -> new ThemeSetting(preferences).darkProperty().get())).isTrue();
        theme(false);
    }
}
