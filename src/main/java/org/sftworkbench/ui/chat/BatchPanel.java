package org.sftworkbench.ui.chat;

import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ToggleChoice;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.CellKind;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Words;

/** The batch as it is run, growing while it is answered. FX thread only. */
public final class BatchPanel extends VBox {
    @FXML private Label summary;
    @FXML private Node sides;
    @FXML private ToggleButton base;
    @FXML private ToggleButton tuned;
    @FXML private CellGrid grid;
    @FXML private Node legend;
    @FXML private Label explanation;
    @FXML private CheckBox padRight;
    @FXML private Label mistakes;
    private ChatViewModel view;
    private int columns;

    public BatchPanel() {
        PaneLoader.load(this);
    }

    void bind(ChatViewModel bound, Words words) {
        view = bound;
        grid.columnTitleProperty().bind(words.text("column"));
        ToggleChoice.bind(view.drawnProperty(), Map.of(base, view.base(), tuned, view.tuned()));
        sides.visibleProperty().bind(view.inputs().shownProperty().isEqualTo(ShownSides.BOTH));
        sides.managedProperty().bind(sides.visibleProperty());
        grid.contentProperty().bind(view.drawnProperty().flatMap(ChatSide::gridProperty));
        grid.contentProperty().addListener((o, was, is) -> follow());
        grid.widthProperty()
                .addListener(
                        (o, was, is) -> {
                            if (was.doubleValue() == 0) {
                                columns = 0;
                                follow();
                            }
                        });
        summary.textProperty().bind(view.drawnProperty().flatMap(ChatSide::gridSummaryProperty));
        explanation
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::explain,
                                grid.hoveredProperty(),
                                grid.selectedProperty(),
                                grid.contentProperty()));
        padRight.selectedProperty().bindBidirectional(view.inputs().padRightProperty());
        padRight.visibleProperty().bind(view.inputs().modeProperty().isEqualTo(ChatMode.BATCH));
        padRight.managedProperty().bind(padRight.visibleProperty());
        padRight.disableProperty().bind(view.stateProperty().isNotEqualTo(ChatState.READY));
        mistakes.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> view.drawnProperty().get().mistakes(),
                                view.drawnProperty(),
                                grid.contentProperty()));
        mistakes.visibleProperty().bind(mistakes.textProperty().isNotEmpty());
        mistakes.managedProperty().bind(mistakes.visibleProperty());
        legend.visibleProperty().bind(explanation.textProperty().isEmpty());
    }

    /** The newest column is the one to see; before the first is written, the padding. */
    private void follow() {
        int now = grid.getContent().columns();
        if (now > 0 && now != columns) {
            grid.showColumn(isWritten(now - 1) ? now - 1 : 0);
        }
        columns = now;
    }

    private boolean isWritten(int column) {
        return grid.getContent().blocks().stream()
                .map(row -> row.lines().get(BatchRow.TOKEN_LINE).cell(column).kind())
                .anyMatch(kind -> kind == CellKind.WRITTEN || kind == CellKind.STOP);
    }

    private String explain() {
        GridPosition at =
                grid.hoveredProperty().get() != null
                        ? grid.hoveredProperty().get()
                        : grid.selectedProperty().get();
        return view.drawnProperty().get().explain(at);
    }
}
