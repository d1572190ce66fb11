package org.sftworkbench.ui.labels;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TabPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser.ExtensionFilter;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.ReturningFocus;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.words.Words;

/** Draws a batch of rows with input ids, labels, and the arrow from each to the other. */
public final class LabelsPane extends BorderPane {
    private static final Set<LabelsState> NOTHING_YET =
            EnumSet.of(
                    LabelsState.NO_MODEL,
                    LabelsState.OPENING,
                    LabelsState.NO_TEMPLATE,
                    LabelsState.NO_DATA);
    private static final FileDialogs.Kind JSON =
            new FileDialogs.Kind(
                    "batch",
                    "Save the batch as JSON",
                    List.of(new ExtensionFilter("JSON", "*.json")));
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final LabelsViewModel view;
    private final FileDialogs dialogs;
    private final Words words;
    private boolean following;
    private LabelBatch arrived = LabelBatch.EMPTY;
    private RowInSight inSight;

    @FXML private BatchToolStrip tools;
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
    @FXML private TabPane tabs;
    @FXML private Label summary;
    @FXML private CellGrid grid;
    @FXML private Label paddingLegend;
    @FXML private Label copied;
    @FXML private Label explanation;
    @FXML private GuessBar guesses;
    @FXML private AttentionPanel attention;
    @FXML private LossPanel loss;
    @FXML private VBox placeholder;
    @FXML private Label placeholderText;

    /**
     * @param dialogs asks where to save a batch
     */
    public LabelsPane(LabelsViewModel view, FileDialogs dialogs) {
        this.view = view;
        this.dialogs = dialogs;
        this.words = view.words();
        PaneLoader.load(this, words);
    }

    @FXML
    private void initialize() {
        tools.bind(view);
        attention.bind(view.attention(), words);
        loss.bind(view.loss(), words);
        mask.selectedProperty().bindBidirectional(view.maskShownProperty());
        positions.selectedProperty().bindBidirectional(view.positionsShownProperty());
        heldBack.problemProperty()
                .bind(
                        Bindings.createObjectBinding(
                                this::staleNotice,
                                view.heldBackProperty(),
                                words.languageProperty()));
        problems.problemProperty().bindBidirectional(view.problemProperty());
        score.disableProperty().bind(view.canScoreProperty().not());
        ReturningFocus.to(score);
        score.textProperty()
                .bind(
                        Bindings.when(view.scoringProperty())
                                .then(words.text("Scoring…"))
                                .otherwise(words.text("Score")));
        copied.visibleProperty().bind(view.conventionProperty().isEqualTo(LabelConvention.SHIFTED));
        paddingLegend
                .visibleProperty()
                .bind(view.form().layoutProperty().isEqualTo(BatchLayout.PADDED));
        paddingLegend.managedProperty().bind(paddingLegend.visibleProperty());
        initializeRows();
        initializeGrid();
        initializeTabs();
        view.stateProperty().addListener((p, old, now) -> show(now));
        show(view.stateProperty().get());
    }

    private Problem staleNotice() {
        String why = view.heldBackProperty().get();
        return why.isEmpty()
                ? null
                : Problem.warning(
                        why + " " + Words.original("Drawn here is the last version that worked."));
    }

    private void initializeRows() {
        inSight = new RowInSight(rowList);
        rowList.setItems(view.rows());
        rowList.setCellFactory(
                list -> new DataRowCell(row -> words.tell(view.placesProperty().get().apply(row))));
        rowList.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        rowList.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<DataRow>) change -> rowsPicked());
        view.chosen().addListener((ListChangeListener<DataRow>) change -> showChosen());
        // Other rows clear what the list has selected, after the batch of them was chosen.
        view.rows().addListener((ListChangeListener<DataRow>) change -> showChosen());
        size.setValueFactory(new SpinnerValueFactory.IntegerSpinnerValueFactory(1, RowChoice.MOST));
        size.valueProperty()
                .addListener(
                        (p, old, now) -> {
                            if (!following) {
                                view.choice().resize(now);
                            }
                        });
        showChosen();
    }

    private void initializeTabs() {
        tabs.getSelectionModel()
                .selectedIndexProperty()
                .addListener(
                        (p, old, now) ->
                                view.inFrontProperty().set(BatchView.values()[now.intValue()]));
        view.inFrontProperty()
                .addListener((p, old, now) -> tabs.getSelectionModel().select(now.ordinal()));
        tabs.getSelectionModel().select(view.inFrontProperty().get().ordinal());
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
                                .then(
                                        words.text(
                                                "Point at a cell to read what its position"
                                                        + " predicts, and why. A click holds the cell;"
                                                        + " the arrow keys move it."))
                                .otherwise(view.explanationProperty()));
        grid.columnTitleProperty().bind(words.text("position"));
        view.guessesProperty().addListener((p, old, now) -> showGuesses(now));
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (COPY.match(e) && grid.isFocused()) {
                        copyIds();
                        e.consume();
                    }
                });
    }

    private void showGuesses(List<RowReading.Guess> likeliest) {
        guesses.show(words.say("Next:"), likeliest, likeliest.isEmpty() ? -1 : view.nextId());
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
            view.choice().choose(List.copyOf(rowList.getSelectionModel().getSelectedItems()));
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
                inSight.show(view.rows().indexOf(view.chosen().get(0)));
                size.getValueFactory().setValue(view.chosen().size());
            }
        } finally {
            following = false;
        }
    }

    private void show(LabelsState state) {
        boolean batch = state == LabelsState.READY || state == LabelsState.ENCODING;
        boolean data = !NOTHING_YET.contains(state);
        batchView.setVisible(batch);
        placeholder.setVisible(!batch);
        for (var control : List.of(previous, next, size)) {
            control.setDisable(!data);
        }
        placeholderText
                .textProperty()
                .bind(
                        switch (state) {
                            case NO_MODEL ->
                                    words.text(
                                            "Open a model first: its tokenizer and template turn"
                                                    + " rows into ids.");
                            case OPENING -> words.text("The model's tokenizer is being read …");
                            case NO_TEMPLATE ->
                                    words.text(
                                            "Rows wait for a chat template: the Template pane"
                                                    + " says which is used.");
                            case NO_DATA ->
                                    words.text(
                                            "Open a dataset: its rows become the batch that is"
                                                    + " drawn here.");
                            case NOTHING_CHOSEN -> words.text("Choose rows on the left.");
                            case LENGTH ->
                                    words.text(
                                            "The maximum length above leaves nothing of these rows"
                                                    + " to show. Change it, or choose other rows.");
                            case FAILED ->
                                    words.text(
                                            "These rows cannot be shown as a batch. Choose other"
                                                    + " rows, or mend the template in the Template"
                                                    + " pane.");
                            case ENCODING, READY -> new SimpleStringProperty("");
                        });
    }

    @FXML
    private void copyIds() {
        copy(view.text(BatchText.Tensor.INPUT_IDS));
    }

    @FXML
    private void copyLabels() {
        copy(view.text(BatchText.Tensor.LABELS));
    }

    @FXML
    private void copyMask() {
        copy(view.text(BatchText.Tensor.ATTENTION_MASK));
    }

    @FXML
    private void copyPositions() {
        copy(view.text(BatchText.Tensor.POSITION_IDS));
    }

    @FXML
    private void copyJson() {
        copy(view.json());
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @FXML
    private void saveJson() {
        dialogs.saveFile(getScene().getWindow(), JSON, "batch.json").ifPresent(view::save);
    }

    @FXML
    private void score() {
        view.score();
    }

    @FXML
    private void previous() {
        view.choice().previous();
    }

    @FXML
    private void next() {
        view.choice().next();
    }
}
