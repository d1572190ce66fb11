package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;

class FileDropTest extends FxTest {
    @Test
    void theFrameAroundWhereFilesMayBeDroppedMovesNothing() {
        Label content = new Label("rows");
        content.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        BorderPane window = new BorderPane(content);
        window.getStyleClass().add("workbench-window");
        window.getStylesheets()
                .add(WorkbenchWindow.class.getResource("WorkbenchWindow.css").toExternalForm());
        doFx(() -> new FileDrop(window, paths -> {}).listen());
        Stage stage = show(window, 400, 300);
        Region frame = (Region) runFx(() -> window.lookup(".drop-frame"));
        assertThat(frame.isVisible()).isFalse();
        Bounds before = runFx(content::getBoundsInParent);

        doFx(() -> frame.setVisible(true));
        waitForFxEvents();

        assertThat(runFx(content::getBoundsInParent)).isEqualTo(before);
        assertThat(runFx(frame::getBoundsInParent)).isEqualTo(window.getLayoutBounds());
        assertThat(frame.getBorder().getInsets().getTop()).isEqualTo(2);
        doFx(stage::close);
    }
}
