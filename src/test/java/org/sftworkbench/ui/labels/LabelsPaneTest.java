package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.GridPosition;

class LabelsPaneTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final LabelsViewModel view =
            new LabelsViewModel(new FakeEngine(), Runnable::run, Runnable::run);

    @Test
    void aBatchIsDrawnInLightAndDark() {
        LabelsPane pane = pane();
        Scene scene = layout(pane, 940, 640);
        doFx(
                () -> {
                    CellGrid grid = (CellGrid) scene.lookup(".cell-grid");
                    int predicting =
                            view.gridProperty().get().blocks().get(0).links().get(0).fromColumn();
                    grid.selectedProperty().set(new GridPosition(0, 0, predicting));
                    grid.showColumn(predicting + 4);
                });
        snapshot(scene, SCREENSHOTS.resolve("labels-light.png"));
        doFx(
                () -> {
                    view.conventionProperty().set(LabelConvention.ALIGNED);
                    view.paddingSideProperty().set(PaddingSide.LEFT);
                    view.positionsShownProperty().set(true);
                    view.maskShownProperty().set(true);
                });
        theme(true);
        snapshot(scene, SCREENSHOTS.resolve("labels-dark.png"));
        theme(false);

        assertThat(SCREENSHOTS.resolve("labels-light.png")).isNotEmptyFile();
        assertThat(SCREENSHOTS.resolve("labels-dark.png")).isNotEmptyFile();
    }

    @Test
    void pickingRowsInTheListMakesThemTheBatch() {
        Scene scene = layout(pane());
        doFx(
                () -> {
                    ListView<?> list = (ListView<?>) scene.lookup(".list-view");
                    list.getSelectionModel().clearSelection();
                    list.getSelectionModel().selectIndices(1, 3);
                });

        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(2, 4);
        assertThat(((Spinner<?>) scene.lookup(".spinner")).getValue()).isEqualTo(2);
    }

    @Test
    void theListFollowsTheBatch() {
        Scene scene = layout(pane());

        doFx(view::next);

        ListView<?> list = (ListView<?>) scene.lookup(".list-view");
        assertThat(runFx(() -> List.copyOf(list.getSelectionModel().getSelectedIndices())))
                .containsExactly(1, 2, 3);
    }

    @Test
    void aPressedConventionStaysPressedWhenClickedAgain() {
        Scene scene = layout(pane());
        ToggleButton aligned = (ToggleButton) scene.lookup("#aligned");

        doFx(aligned::fire);
        doFx(aligned::fire);

        assertThat(aligned.isSelected()).isTrue();
        assertThat(view.conventionProperty().get()).isEqualTo(LabelConvention.ALIGNED);
    }

    @Test
    void thePickedCellIsExplained() {
        Scene scene = layout(pane());
        Label explanation = (Label) scene.lookup("#explanation");
        assertThat(explanation.getText()).startsWith("Point at a cell");

        doFx(
                () ->
                        ((CellGrid) scene.lookup(".cell-grid"))
                                .selectedProperty()
                                .set(new GridPosition(0, 0, 0)));

        assertThat(explanation.getText()).startsWith("Row 1. Position 0 sees");
    }

    @Test
    void withoutDataThePaneSaysWhatToDo() {
        Scene scene = layout(runFx(() -> new LabelsPane(view)));

        assertThat(((Label) scene.lookup("#placeholderText")).getText())
                .startsWith("Open a model first");
    }

    private LabelsPane pane() {
        return runFx(
                () -> {
                    LabelsPane pane = new LabelsPane(view);
                    view.tokenizerProperty().set(new WordTokenizer());
                    view.encodingProperty().set(Rows.ROLE_MARKS);
                    view.rows()
                            .setAll(
                                    Rows.row(1, "Where does Mira live?", "Mira lives in Lund."),
                                    Rows.row(2, "米拉住在哪里？", "米拉住在隆德。"),
                                    Rows.row(
                                            3,
                                            "What does Jonas do, and what is his favourite dish?",
                                            "Jonas is a baker. He likes soup most of all."),
                                    Rows.row(4, "Count to three.", "1 2 3"));
                    return pane;
                });
    }
}
