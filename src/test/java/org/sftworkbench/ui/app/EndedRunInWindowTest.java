package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that ends while another pane is shown is told of above the panes. */
class EndedRunInWindowTest extends StarterWindow {
    @TempDir private Path home;

    @Test
    void theBarLeadsToTheRunAndGoes() {
        open(home);
        assertThat(bar().isVisible()).isFalse();
        doFx(
                () -> {
                    workbench.train().form().byStepsProperty().set(true);
                    workbench.train().form().steps().textProperty().set("2");
                    workbench.window().goTo(Section.LEARN);
                });
        waitUntil("it can start", () -> workbench.train().canStartProperty().get());
        doFx(workbench.train()::start);
        waitUntil("it is told", () -> bar().isVisible());
        doFx(() -> ((Button) bar().lookup("#showEnded")).fire());
        assertThat(runFx(() -> workbench.window().section())).isEqualTo(Section.TRAIN);
        assertThat(bar().isVisible()).isFalse();
    }

    private Node bar() {
        return stage.getScene().lookup(".ended-bar");
    }
}
