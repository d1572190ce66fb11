package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Place;
import org.sftworkbench.check.Severity;
import org.sftworkbench.ui.FxTest;

class ChecksListTest extends FxTest {
    private static final Finding FINDING =
            new Finding(
                    Severity.NOTE,
                    "empty-reasoning-injected",
                    "the template writes an empty reasoning block into answers without reasoning,"
                            + " and it is trained: the model learns not to reason",
                    "set enable_thinking=false to leave it to the prompt, or give the rows their"
                            + " reasoning",
                    Place.row(3));

    private final CheckResult result = new CheckResult(null, List.of(FINDING), true);
    private ChecksList checks;
    private Stage stage;

    @BeforeEach
    void open() {
        checks = runFx(ChecksList::new);
        doFx(
                () ->
                        checks.getStylesheets()
                                .add(
                                        TemplatePane.class
                                                .getResource("TemplatePane.css")
                                                .toExternalForm()));
        stage = show(checks, 640, 170);
    }

    @AfterEach
    void close() {
        doFx(stage::close);
    }

    @Test
    void everyLineHasRoomForItsWordsAtAnyWidth() {
        for (int width = 690; width > 400; width -= 10) {
            int now = width;
            doFx(
                    () -> {
                        checks.show(null);
                        stage.setWidth(now);
                    });
            waitForFxEvents();
            doFx(() -> checks.show(result));
            drawnAnew();
            assertThat(runFx(this::lacking)).as("at a width of %d", width).isEmpty();
        }
    }

    /** Pixels that words reach out of their lines. */
    private List<Double> lacking() {
        return checks.lookupAll(".check-line").stream()
                .map(ListCell.class::cast)
                .filter(cell -> cell.isVisible() && !cell.isEmpty())
                .map(cell -> reachingOut(cell))
                .filter(lack -> lack > 0.5)
                .toList();
    }

    private static double reachingOut(ListCell<?> cell) {
        Node words = ((HBox) cell.getGraphic()).getChildren().get(1);
        Bounds place = cell.sceneToLocal(words.localToScene(words.getLayoutBounds()));
        return Math.max(-place.getMinY(), place.getMaxY() - cell.getHeight());
    }
}
