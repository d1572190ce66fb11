package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;

class ReturningFocusTest extends FxTest {
    private final Button start = new Button("Start");
    private final Button stop = new Button("Stop");
    private final Button elsewhere = new Button("Elsewhere");
    private Stage stage;

    @BeforeEach
    void show() {
        doFx(() -> ReturningFocus.to(start));
        stage = show(new VBox(new HBox(start, stop), elsewhere), 300, 200);
        doFx(start::requestFocus);
        doFx(() -> start.setDisable(true));
        drawnAnew();
        assertThat(runFx(stop::isFocused)).as("the next has it meanwhile").isTrue();
    }

    @AfterEach
    void close() {
        doFx(stage::close);
    }

    @Test
    void whatLostTheFocusByBeingDisabledHasItBackWithItsPower() {
        doFx(() -> start.setDisable(false));
        doFx(() -> stop.setDisable(true));
        drawnAnew();
        assertThat(runFx(start::isFocused)).isTrue();
    }

    @Test
    void whatMayNotBeANeighboursGoesElsewhereAndComesBack() {
        doFx(
                () -> {
                    start.setDisable(false);
                    ReturningFocus.to(start, elsewhere);
                    start.requestFocus();
                    start.setDisable(true);
                });
        drawnAnew();
        assertThat(runFx(elsewhere::isFocused)).isTrue();
        doFx(() -> start.setDisable(false));
        drawnAnew();
        assertThat(runFx(start::isFocused)).isTrue();
    }

    @Test
    void whoHasGoneElsewhereStaysThere() {
        doFx(elsewhere::requestFocus);
        doFx(() -> start.setDisable(false));
        drawnAnew();
        assertThat(runFx(elsewhere::isFocused)).isTrue();
    }

    @Test
    void whatHadNoFocusToLoseTakesNone() {
        doFx(() -> start.setDisable(false));
        doFx(stop::requestFocus);
        doFx(() -> start.setDisable(true));
        doFx(() -> start.setDisable(false));
        drawnAnew();
        assertThat(runFx(stop::isFocused)).isTrue();
    }
}
