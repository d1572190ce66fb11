package org.sftworkbench.ui.labels;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.grid.CellGrid;

/** Draws a batch of rows with input ids, labels, and the arrow from each to the other. */
public final class LabelsPane extends BorderPane {
    private static final String HINT =
            "Point at a cell to read what its position predicts, and why. A click holds the cell;"
                    + " the arrow keys move it.";

    private final LabelsViewModel view;
    private boolean following;
    private LabelBatch arrived = LabelBatch.EMPTY;

    @FXML private ToggleGroup conventions;
    @FXML private ToggleGroup paddings;
    @FXML private ToggleButton shifted;
    @FXML private ToggleButton aligned;
    @FXML private ToggleButton right;
    @FXML private ToggleButton left;
    @FXML private CheckBox mask;
    @FXML private CheckBox positions;
    @FXML private Button score;
    @FXML private Button previous;
    @FXML private Button next;
    @FXML private Spinner<Integer> size;
    @FXML private ListView<DataRow> rowList;
    @FXML private ProblemBar heldBack;
    @FXML private ProblemBar problems;
    @FXML private VBox batchView;
    @FXML private Label summary;
    @FXML private CellGrid grid;
    @FXML private Label copied;
    @FXML private Label explanation;
    @FXML private VBox placeholder;
    @FXML private Label placeholderText;

    public LabelsPane(LabelsViewModel view) {
        this.view = view;
        PaneLoader.load(this);
    }

    @FXML
    private void initialize() {
        shifted.setUserData(LabelConvention.SHIFTED);
        aligned.setUserData(LabelConvention.ALIGNED);
        right.setUserData(PaddingSide.RIGHT);
        left.setUserData(PaddingSide.LEFT);
        bind(conventions, view.conventionProperty());
        bind(paddings, view.paddingSideProperty());
        mask.selectedProperty().bindBidirectional(view.maskShownProperty());
        positions.selectedProperty().bindBidirectional(view.positionsShownProperty());
        heldBack.problemProperty().bind(view.heldBackProperty().map(LabelsPane::staleNotice));
        problems.problemProperty().bindBidirectional(view.problemProperty());
        score.disableProperty().bind(view.canScoreProperty().not());
        score.textProperty()
                .bind(Bindings.when(view.scoringProperty()).then("Scoring…").otherwise("Score"));
        copied.visibleProperty().bind(view.conventionProperty().isEqualTo(LabelConvention.SHIFTED));
        initializeRows();
        initializeGrid();
        view.stateProperty().addListener((p, old, now) -> show(now));
        show(view.stateProperty().get());
    }

    private static Problem staleNotice(String why) {
        return why.isEmpty()
                ? null
                : Problem.warning(why + " Drawn here is the last version that worked.");
    }

    /** A group always has one button pressed: the property's value. */
    private static <T> void bind(ToggleGroup group, ObjectProperty<T> property) {
        property.addListener((p, old, now) -> press(group, now));
        press(group, property.get());
        group.selectedToggleProperty()
                .addListener(
                        (p, old, now) -> {
                            if (now == null) {
                                old.setSelected(true);
                                return;
                            }
                            @SuppressWarnings("unchecked")
                            T value = (T) now.getUserData();
                            property.set(value);
                        });
    }

    private static void press(ToggleGroup group, Object value) {
        for (Toggle toggle : group.getToggles()) {
            if (toggle.getUserData() == value) {
                group.selectToggle(toggle);
            }
        }
    }

    private void initializeRows() {
        rowList.setItems(view.rows());
        rowList.setCellFactory(list -> new DataRowCell(view.placesProperty()::get));
        rowList.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        rowList.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<DataRow>) change -> rowsPicked());
        view.chosen().addListener((ListChangeListener<DataRow>) change -> showChosen());
        size.setValueFactory(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(1, LabelsViewModel.MAX_ROWS));
        size.valueProperty()
                .addListener(
                        (p, old, now) -> {
                            if (!following) {
                                view.resize(now);
                            }
                        });
        showChosen();
    }

    private void initializeGrid() {
        grid.contentProperty().bind(view.gridProperty());
        grid.contentProperty().addListener((p, old, now) -> showFirstArrow());
        showFirstArrow();
        summary.textProperty().bind(view.summaryProperty());
        view.pointedProperty()
                .bind(
                        Bindings.when(grid.hoveredProperty().isNotNull())
                                .then(grid.hoveredProperty())
                                .otherwise(grid.selectedProperty()));
        explanation
                .textProperty()
                .bind(
                        Bindings.when(view.explanationProperty().isEmpty())
                                .then(HINT)
                                .otherwise(view.explanationProperty()));
    }

    /** The first thing to see of a new batch is where the answers begin, not the prompts. */
    private void showFirstArrow() {
        if (arrived == view.batchProperty().get()) {
            return;
        }
        arrived = view.batchProperty().get();
        arrived.firstPrediction()
                .ifPresent(t -> grid.showColumn(Math.min(t + 3, grid.getContent().columns() - 1)));
    }

    private void rowsPicked() {
        if (following) {
            return;
        }
        following = true;
        try {
            view.choose(List.copyOf(rowList.getSelectionModel().getSelectedItems()));
            size.getValueFactory().setValue(Math.max(1, view.chosen().size()));
        } finally {
            following = false;
        }
    }

    private void showChosen() {
        if (following) {
            return;
        }
        following = true;
        try {
            rowList.getSelectionModel().clearSelection();
            for (DataRow row : view.chosen()) {
                rowList.getSelectionModel().select(row);
            }
            if (!view.chosen().isEmpty()) {
                rowList.scrollTo(Math.max(0, view.rows().indexOf(view.chosen().get(0)) - 1));
                size.getValueFactory().setValue(view.chosen().size());
            }
        } finally {
            following = false;
        }
    }

    private void show(LabelsState state) {
        boolean batch = state == LabelsState.READY || state == LabelsState.ENCODING;
        boolean data = state != LabelsState.NO_MODEL && state != LabelsState.NO_DATA;
        batchView.setVisible(batch);
        placeholder.setVisible(!batch);
        for (var control : List.of(previous, next, size)) {
            control.setDisable(!data);
        }
        placeholderText.setText(
                switch (state) {
                    case NO_MODEL ->
                            "Open a model first: its tokenizer and template turn rows into ids.";
                    case NO_DATA -> "Open a dataset: its rows become the batch that is drawn here.";
                    case NOTHING_CHOSEN -> "Choose rows on the left.";
                    case FAILED ->
                            "These rows cannot be shown as a batch. Choose other rows, or mend the"
                                    + " template in the Template pane.";
                    case ENCODING, READY -> "";
                });
    }

    @FXML
    private void score() {
        view.score();
    }

    @FXML
    private void previous() {
        view.previous();
    }

    @FXML
    private void next() {
        view.next();
    }
}
