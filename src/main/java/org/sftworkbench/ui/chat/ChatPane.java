package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.util.StringConverter;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.PageKeys;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.ToggleChoice;
import org.sftworkbench.ui.common.words.Words;

/** The chat pane: base and fine-tuned model side by side, and the batch that is run. */
public final class ChatPane extends BorderPane {
    private static final FileDialogs.Kind MODEL =
            new FileDialogs.Kind("model", Words.key("Choose a model directory"), List.of());
    private static final SideColumn.Emptiness BASE =
            new SideColumn.Emptiness(
                    Words.key("No model is open"),
                    Words.key(
                            "Open a model directory in the window’s header, or choose one for this"
                                    + " side."),
                    Words.key(
                            "A base model has only learned to continue text. Asked something, it"
                                    + " writes on, and does not know when to stop."));
    private static final SideColumn.Emptiness TUNED =
            new SideColumn.Emptiness(
                    Words.key("No fine-tuned model yet"),
                    Words.key(
                            "Train one in the Train pane: its checkpoint is offered here when it is"
                                    + " finished or stopped. Or choose the directory of one you"
                                    + " have."),
                    Words.key("A fine-tuned model has learned to answer, and to stop by itself."));
    private static final FileDialogs.Kind ROWS =
            new FileDialogs.Kind(
                    "rows",
                    Words.key("Export as training rows"),
                    List.of(new ExtensionFilter("JSONL", "*.jsonl")));

    /** Of the height, for the transcripts where a batch of several rows is drawn. */
    private static final double SHARE_BESIDE_BATCH = 0.42;

    /** Of the height, for the transcripts where a single row is drawn. */
    private static final double SHARE_BESIDE_ROW = 0.58;

    private final ChatViewModel view;
    private final FileDialogs dialogs;
    private final Words words;

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
    @FXML private Label template;
    @FXML private SamplingPanel sampling;
    @FXML private ProblemBar problem;
    @FXML private SplitPane split;
    @FXML private SideColumn base;
    @FXML private SideColumn tuned;
    @FXML private BatchPanel drawing;
    @FXML private SentPanel sent;
    @FXML private TalkList talks;
    @FXML private ToggleButton talksShown;
    @FXML private CheckBox paced;
    @FXML private PromptBox prompt;

    /**
     * @param dialogs asks for model directories
     */
    public ChatPane(ChatViewModel view, FileDialogs dialogs, Words words) {
        this.view = view;
        this.dialogs = dialogs;
        this.words = words;
        PaneLoader.load(this, words);
        // Only now: what is not in the tree when it is loaded is not translated.
        view.batchShownProperty().addListener((o, was, is) -> showBatch(is));
        showBatch(view.batchShownProperty().get());
        view.sent().shownProperty().addListener((o, was, is) -> showSent(is != null));
        showSent(view.sent().shownProperty().get() != null);
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
                                .then(words.text("New chat"))
                                .otherwise(words.text("Clear")));
        talks.visibleProperty().bind(talksShown.selectedProperty());
        talks.managedProperty().bind(talksShown.selectedProperty());
        talks.bind(view, words, this::saveRows);
        paced.selectedProperty().bindBidirectional(view.pacedProperty());
        PageKeys.on(settingsPanel);
        settingsPanel.visibleProperty().bind(settings.selectedProperty());
        settingsPanel.managedProperty().bind(settings.selectedProperty());
        TabTraversal.in(system);
        system.textProperty().bindBidirectional(view.inputs().systemProperty());
        kind.getItems().setAll(PromptKind.values());
        kind.valueProperty().bindBidirectional(view.inputs().kindProperty());
        words.languageProperty().addListener((o, was, is) -> nameKinds());
        nameKinds();
        template.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                view::template, view.captionProperty(), words.languageProperty()));
        template.visibleProperty()
                .bind(view.inputs().kindProperty().isEqualTo(PromptKind.TEMPLATE));
        template.managedProperty().bind(template.visibleProperty());
        sampling.bind(view.sampling(), words);
        problem.problemProperty().bindBidirectional(view.problemProperty());
        base.bind(
                view,
                view.base(),
                BASE,
                this::chooseModel,
                this::saveRows,
                prompt::focusText,
                words);
        tuned.bind(
                view,
                view.tuned(),
                TUNED,
                this::chooseModel,
                this::saveRows,
                prompt::focusText,
                words);
        tuned.offerTraining(view.onOpenTrainingProperty());
        tuned.offerNewest();
        show(base, ShownSides.TUNED);
        show(tuned, ShownSides.BASE);
        drawing.bind(view, words);
        prompt.bind(view, words);
        sent.bind(view.sent(), words);
    }

    /** A new converter makes the choice be written anew. */
    private void nameKinds() {
        kind.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(PromptKind one) {
                        return one == null ? "" : words.say(one.title());
                    }

                    @Override
                    public PromptKind fromString(String name) {
                        return Arrays.stream(PromptKind.values())
                                .filter(one -> toString(one).equals(name))
                                .findFirst()
                                .orElse(null);
                    }
                });
    }

    private void show(SideColumn column, ShownSides hiddenWith) {
        column.visibleProperty().bind(view.inputs().shownProperty().isNotEqualTo(hiddenWith));
        column.managedProperty().bind(column.visibleProperty());
    }

    private void showBatch(boolean shown) {
        boolean several = view.inputs().modeProperty().get() == ChatMode.BATCH;
        showBelow(drawing, shown, several ? SHARE_BESIDE_BATCH : SHARE_BESIDE_ROW);
    }

    private void showSent(boolean shown) {
        showBelow(sent, shown, SHARE_BESIDE_ROW);
    }

    private void showBelow(Node panel, boolean shown, double share) {
        if (!shown) {
            split.getItems().remove(panel);
        } else if (!split.getItems().contains(panel)) {
            split.getItems().add(panel);
            // The position is lost where the divider has not been laid out yet.
            split.applyCss();
            split.layout();
            split.setDividerPositions(share);
        }
    }

    private Optional<Path> saveRows() {
        return dialogs.saveFile(getScene().getWindow(), ROWS, "chat.jsonl");
    }

    private Optional<Path> chooseModel() {
        return dialogs.openDirectory(getScene().getWindow(), MODEL);
    }

    @FXML
    private void clear() {
        view.clear();
    }
}
