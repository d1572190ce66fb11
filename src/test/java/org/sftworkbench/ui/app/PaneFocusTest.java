package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;

/** Where the keyboard goes in a pane whose first control waits for something. */
class PaneFocusTest extends FxTest {
    private final Button start = new Button("Start");
    private final Button other = new Button("Other");
    private Stage stage;

    @BeforeEach
    void disableTheFirst() {
        start.getStyleClass().add("pane-entry");
        other.getStyleClass().add("pane-entry");
        start.setDisable(true);
    }

    private void turnToThePane() {
        VBox pane = new VBox(start, other);
        stage = show(runFx(() -> new VBox(pane)), 400, 300);
        doFx(
                () -> {
                    PaneFocus focus = new PaneFocus();
                    focus.turn();
                    focus.enter(Section.TRAIN, pane);
                });
    }

    @AfterEach
    void close() {
        doFx(stage::close);
    }

    private Node focused() {
        return runFx(() -> stage.getScene().getFocusOwner());
    }

    @Test
    void itGoesToWhatWasWaitedFor() {
        turnToThePane();
        assertThat(focused()).isSameAs(other);
        doFx(() -> start.setDisable(false));
        assertThat(focused()).isSameAs(start);
    }

    @Test
    void itGoesToWhatIsOutOfSightAtFirst() {
        other.getStyleClass().remove("pane-entry");
        start.setDisable(false);
        start.setVisible(false);
        turnToThePane();
        assertThat(focused()).isSameAs(other);
        doFx(() -> start.setVisible(true));
        assertThat(focused()).isSameAs(start);
    }

    @Test
    void itStaysInOneOfSeveralThatTakeTurns() {
        start.setDisable(false);
        start.setVisible(false);
        turnToThePane();
        doFx(() -> start.setVisible(true));
        assertThat(focused()).isSameAs(other);
    }

    @Test
    void itStaysWithWhoHasDoneSomethingMeanwhile() {
        turnToThePane();
        pressKey(other, KeyCode.RIGHT);
        doFx(other::requestFocus);
        doFx(() -> start.setDisable(false));
        assertThat(focused()).isSameAs(other);
    }
}
