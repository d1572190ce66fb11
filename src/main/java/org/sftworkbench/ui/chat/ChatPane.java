package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;

/** The chat pane: base and fine-tuned model side by side, and the batch that is run. */
public final class ChatPane extends BorderPane {
    private static final FileDialogs.Kind MODEL =
            new FileDialogs.Kind("model", "Choose a model directory", List.of());
    private static final SideColumn.Words BASE =
            new SideColumn.Words(
                    "No model is open",
                    "Open a model directory in the window’s header, or choose one for this side.",
                    "A base model has only learnt to continue text. Asked something, it tends to"
                            + " parrot on, and it does not know when to stop.");
    private static final SideColumn.Words TUNED =
            new SideColumn.Words(
                    "No fine-tuned model yet",
                    "Train one in the Train pane: its checkpoint is offered here when it is"
                            + " finished. Or choose the directory of one you have.",
                    "A fine-tuned model has learnt to answer, and to stop by itself.");

    /** Of the height, for the transcripts where a batch of several rows is drawn. */
    private static final double SHARE_BESIDE_BATCH = 0.42;

    /** Of the height, for the transcripts where a single row is drawn. */
    private static final double SHARE_BESIDE_ROW = 0.58;

    private final ChatViewModel view;
    private final FileDialogs dialogs;

    @FXML private ToggleButton chat;
    @FXML private ToggleButton batch;
    @FXML private ToggleButton both;
    @FXML private ToggleButton onlyBase;
    @FXML private ToggleButton onlyTuned;
    @FXML private CheckBox special;
    @FXML private CheckBox showBatch;
    @FXML private Button clear;
    @FXML private ToggleButton settings;
    @FXML private ScrollPane settingsPanel;
    @FXML private TextArea system;
    @FXML private ChoiceBox<PromptKind> kind;
    @FXML private SamplingPanel sampling;
    @FXML private ProblemBar problem;
    @FXML private SplitPane split;
    @FXML private SideColumn base;
    @FXML private SideColumn tuned;
    @FXML private BatchPanel drawing;
    @FXML private PromptBox prompt;

    /**
     * @param dialogs asks for model directories
     */
    public ChatPane(ChatViewModel view, FileDialogs dialogs) {
        this.view = view;
        this.dialogs = dialogs;
        PaneLoader.load(this);
    }

    @FXML
    private void initialize() {
        ToggleChoice.bind(
                view.inputs().modeProperty(), Map.of(chat, ChatMode.CHAT, batch, ChatMode.BATCH));
        ToggleChoice.bind(
                view.inputs().shownProperty(),
                Map.of(
                        both,
                        ShownSides.BOTH,
                        onlyBase,
                        ShownSides.BASE,
                        onlyTuned,
                        ShownSides.TUNED));
        special.selectedProperty().bindBidirectional(view.specialShownProperty());
        showBatch.selectedProperty().bindBidirectional(view.batchShownProperty());
        clear.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> view.stateProperty().get().isActive(), view.stateProperty()));
        clear.textProperty()
                .bind(
                        Bindings.when(view.inputs().modeProperty().isEqualTo(ChatMode.CHAT))
                                .then("New chat")
                                .otherwise("Clear"));
        settingsPanel.visibleProperty().bind(settings.selectedProperty());
        settingsPanel.managedProperty().bind(settings.selectedProperty());
        TabTraversal.in(system);
        system.textProperty().bindBidirectional(view.inputs().systemProperty());
        kind.getItems().setAll(PromptKind.values());
        kind.valueProperty().bindBidirectional(view.inputs().kindProperty());
        sampling.bind(view.sampling());
        problem.problemProperty().bindBidirectional(view.problemProperty());
        base.bind(view, view.base(), BASE, this::chooseModel);
        tuned.bind(view, view.tuned(), TUNED, this::chooseModel);
        tuned.offerTraining(view.onOpenTrainingProperty());
        show(base, ShownSides.TUNED);
        show(tuned, ShownSides.BASE);
        drawing.bind(view);
        prompt.bind(view);
        view.batchShownProperty().addListener((o, was, is) -> showBatch(is));
        showBatch(view.batchShownProperty().get());
    }

    private void show(SideColumn column, ShownSides hiddenWith) {
        column.visibleProperty().bind(view.inputs().shownProperty().isNotEqualTo(hiddenWith));
        column.managedProperty().bind(column.visibleProperty());
    }

    private void showBatch(boolean shown) {
        if (!shown) {
            split.getItems().remove(drawing);
        } else if (!split.getItems().contains(drawing)) {
            split.getItems().add(drawing);
            // The position is lost where the divider has not been laid out yet.
            split.applyCss();
            split.layout();
            boolean several = view.inputs().modeProperty().get() == ChatMode.BATCH;
            split.setDividerPositions(several ? SHARE_BESIDE_BATCH : SHARE_BESIDE_ROW);
        }
    }

    private Optional<Path> chooseModel() {
        return dialogs.openDirectory(getScene().getWindow(), MODEL);
    }

    @FXML
    private void clear() {
        view.clear();
    }
}
