package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.disk.HomeDirectory;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.PageKeys;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.ReturningFocus;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.runs.RunsPanel;

/** The training pane: what a run starts from, its controls, its course and its result. */
public final class TrainPane extends BorderPane {
    private static final FileDialogs.Kind JOB =
            new FileDialogs.Kind(
                    "job", Words.key("Write the TRL job as a new directory"), List.of());
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

    private final TrainViewModel view;
    private final Words words;
    private final FileDialogs dialogs;
    private final ObjectBinding<Optional<RunAmounts>> amounts;

    @FXML private ScrollPane settingsScroll;
    @FXML private Button start;
    @FXML private Button pause;
    @FXML private Button stop;
    @FXML private EndNowButton endNow;
    @FXML private SaveNowButton save;
    @FXML private WishedCheckpointBar savedNow;
    @FXML private Button job;
    @FXML private ProgressBar progress;
    @FXML private Label status;
    @FXML private ElapsedTime elapsed;
    @FXML private Label refusal;
    @FXML private HBox refusalLine;
    @FXML private ProblemBar problem;
    @FXML private HBox warningLine;
    @FXML private ProblemBar warning;
    @FXML private ProblemBar rowWarning;
    @FXML private HBox result;
    @FXML private Label checkpoint;
    @FXML private HBox keptLine;
    @FXML private Label kept;
    @FXML private Button chatWithKept;
    @FXML private Button showRow;
    @FXML private Button tryDisk;
    @FXML private Button goOn;
    @FXML private StartedRunBox started;
    @FXML private Label inputsTitle;
    @FXML private Label model;
    @FXML private Label data;
    @FXML private Label template;
    @FXML private Label policy;
    @FXML private Label supervised;
    @FXML private Label memory;
    @FXML private Label device;
    @FXML private VBox deviceOffer;
    @FXML private HBox problemLine;
    @FXML private Button merge;
    @FXML private MethodPanel method;
    @FXML private FormPanel form;
    @FXML private ComputationPanel computation;
    @FXML private ChartsPanel charts;
    @FXML private SamplePanel sample;
    @FXML private ProbePanel probe;
    @FXML private Tab pastRuns;
    @FXML private Tab probeTab;
    @FXML private TabPane courseTabs;

    /**
     * @param background writes what is exported
     */
    public TrainPane(TrainViewModel view, Words words, FileDialogs dialogs, Executor background) {
        this.view = view;
        this.words = words;
        this.dialogs = dialogs;
        amounts =
                Bindings.createObjectBinding(
                        this::amounts,
                        view.inputs().encodedProperty(),
                        view.form().maxLength().textProperty(),
                        view.form().overlongProperty(),
                        view.form().seed().textProperty(),
                        view.choices().record().evalShare().textProperty());
        PaneLoader.load(this, words);
        PageKeys.on(settingsScroll);
        bindControls();
        bindNotices();
        bindSummary();
        method.bind(view.method(), words);
        form.bind(view, words);
        computation.bind(view.computation(), words);
        charts.bind(
                view.charts(),
                words,
                dialogs,
                background,
                told -> view.run().problemProperty().set(told));
        sample.bind(view.samples(), words);
        probe.bind(view.timeline(), words);
        pastRuns.setContent(new RunsPanel(view.runs(), words));
        pastRuns.setOnSelectionChanged(
                e -> {
                    if (pastRuns.isSelected()) {
                        // The command line and other windows have runs there, too.
                        view.runs().refresh();
                    }
                });
        view.timeline()
                .pastProperty()
                .addListener(
                        (o, was, is) -> {
                            if (is != null) {
                                courseTabs.getSelectionModel().select(probeTab);
                            }
                        });
        view.runs()
                .shownProperty()
                .addListener(
                        (o, was, is) -> {
                            if (is != null) {
                                pastRuns.getTabPane().getSelectionModel().select(pastRuns);
                            }
                        });
    }

    /** Shows below the remark on the device what can be done about it. */
    public void offerBelowDevice(Node offer) {
        deviceOffer.getChildren().setAll(offer);
        showWhere(deviceOffer, offer.visibleProperty());
    }

    @FXML
    private void start() {
        view.start();
    }

    @FXML
    private void startAllTheSame() {
        leaveNotice();
        view.startAllTheSame();
    }

    @FXML
    private void pauseOrResume() {
        if (view.run().stateProperty().get() == TrainState.PAUSED) {
            view.run().resume();
        } else {
            view.run().pause();
        }
    }

    @FXML
    private void stop() {
        view.stop();
    }

    @FXML
    private void exportJob() {
        dialogs.saveFile(getScene().getWindow(), JOB, "trl-job").ifPresent(view::exportJob);
    }

    @FXML
    private void openInChat() {
        view.finished().openInChat();
    }

    @FXML
    private void continueRun() {
        leaveNotice();
        view.continueRun();
    }

    /** The pressed button goes, and the same key must not reach a setting or what ends the run. */
    private void leaveNotice() {
        courseTabs.requestFocus();
    }

    @FXML
    private void showBrokenRow() {
        view.showBrokenRow();
    }

    @FXML
    private void tryDisk() {
        view.run().resume();
    }

    @FXML
    private void merge() {
        view.finished().merge();
    }

    private void bindControls() {
        RunCourse run = view.run();
        start.disableProperty().bind(view.canStartProperty().not());
        // Their neighbour ends the run.
        ReturningFocus.to(start, courseTabs);
        ReturningFocus.to(save, courseTabs);
        job.disableProperty().bind(view.canExportProperty().not());
        pause.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        run.stateProperty().get() != TrainState.RUNNING
                                                && run.stateProperty().get() != TrainState.PAUSED,
                                run.stateProperty()));
        stop.disableProperty()
                .bind(
                        run.activeProperty()
                                .not()
                                .or(run.stateProperty().isEqualTo(TrainState.STOPPING)));
        endNow.follow(run, words);
        save.bind(view.run().wished(), words);
        savedNow.bind(view.run().wished(), view.finished(), words);
        pause.textProperty()
                .bind(
                        Bindings.when(run.stateProperty().isEqualTo(TrainState.PAUSED))
                                .then(words.text("Resume"))
                                .otherwise(words.text("Pause")));
        run.stateProperty().addListener((o, was, is) -> showPause(is));
        showPause(run.stateProperty().get());
        progress.progressProperty().bind(run.progressProperty());
        StatusLine.show(run, status);
        elapsed.count(
                run.stateProperty()
                        .isEqualTo(TrainState.PREPARING)
                        .and(run.waitsProperty().not())
                        .or(
                                run.phaseProperty()
                                        .isNotEmpty()
                                        .and(run.stateProperty().isNotEqualTo(TrainState.PAUSED))),
                words);
    }

    private void showPause(TrainState state) {
        pause.setGraphic(new FontIcon(state == TrainState.PAUSED ? "fas-play" : "fas-pause"));
    }

    private void bindNotices() {
        RunCourse run = view.run();
        refusal.textProperty().bind(view.startProblemProperty());
        showWhere(
                refusalLine,
                view.startProblemProperty().isNotEmpty().and(run.activeProperty().not()));
        problem.problemProperty().bindBidirectional(run.problemProperty());
        showWhere(problemLine, run.problemProperty().isNotNull());
        warning.problemProperty().bindBidirectional(view.warningProperty());
        showWhere(warningLine, view.warningProperty().isNotNull());
        rowWarning.problemProperty().bindBidirectional(view.inputs().rowWarningProperty());
        showWhere(
                result,
                run.stateProperty()
                        .isEqualTo(TrainState.DONE)
                        .and(view.finished().directoryProperty().isNotNull()));
        showWhere(
                keptLine,
                run.savedProperty()
                        .isNotNull()
                        .and(
                                run.stateProperty()
                                        .isEqualTo(TrainState.STOPPED)
                                        .or(run.stateProperty().isEqualTo(TrainState.FAILED)))
                        .and(run.resumableProperty().isNull().or(run.problemProperty().isNull())));
        showWhere(goOn, run.resumableProperty().isNotNull());
        goOn.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> goOn(run.resumableProperty().get()),
                                run.resumableProperty(),
                                words.languageProperty()));
        showPath(kept, run.savedProperty());
        chatWithKept.setOnAction(e -> view.finished().openInChat(run.savedProperty().get()));
        showWhere(
                showRow,
                Bindings.createBooleanBinding(
                        () -> !run.brokenRowsProperty().get().isEmpty(), run.brokenRowsProperty()));
        showWhere(tryDisk, run.waitsForDiskProperty());
        showWhere(merge, view.finished().adapterProperty());
        showPath(checkpoint, view.finished().directoryProperty());
    }

    /** From the home directory on; whole for who points at it. */
    private static void showPath(Label label, ObservableValue<Path> path) {
        label.textProperty().bind(path.map(HomeDirectory::shorten).orElse(""));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(path.map(Path::toString).orElse(""));
        label.setTooltip(whole);
    }

    private String goOn(Integer step) {
        return step == null || step == 0
                ? words.say("Start the run again")
                : words.say("Go on from step {0}", Numbers.count(step));
    }

    private void bindSummary() {
        TrainingInputs inputs = view.inputs();
        started.bind(view.startedProperty(), words);
        inputsTitle
                .textProperty()
                .bind(
                        Bindings.when(view.startedProperty().isNull())
                                .then(words.text("This run"))
                                .otherwise(words.text("Next run")));
        model.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::modelName,
                                inputs.modelDirectoryProperty(),
                                view.method().outlineProperty(),
                                words.languageProperty()));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(inputs.modelDirectoryProperty().map(Path::toString).orElse(""));
        model.setTooltip(whole);
        data.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::rows, amounts, inputs.rows(), words.languageProperty()));
        template.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                inputs::template,
                                inputs.captionProperty(),
                                words.languageProperty()));
        policy.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> inputs.describe(inputs.encodingProperty().get()),
                                inputs.encodingProperty(),
                                words.languageProperty()));
        supervised
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> amounts.get().map(a -> a.tokens(words)).orElse("…"),
                                amounts,
                                words.languageProperty()));
        memory.textProperty().bind(words.told(view.forecast().memoryProperty()));
        device.textProperty().bind(words.told(view.forecast().deviceProperty()));
        view.forecast()
                .fitsProperty()
                .addListener((o, was, is) -> memory.pseudoClassStateChanged(TIGHT, !is));
    }

    private static void showWhere(Node node, ObservableValue<Boolean> shown) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(node.visibleProperty());
    }

    private String modelName() {
        Path directory = view.inputs().modelDirectoryProperty().get();
        ModelOutline outline = view.method().outlineProperty().get();
        if (directory == null) {
            return words.say("none open");
        }
        return outline == null
                ? name(directory)
                : outline.base()
                        .map(base -> words.say("{0} on {1}", name(directory), name(base)))
                        .orElse(name(directory));
    }

    private static String name(Path directory) {
        return ModelDirectory.name(directory);
    }

    /** Of the run that would begin now; empty until the rows are tokens and the numbers numbers. */
    private Optional<RunAmounts> amounts() {
        EncodedRows rows = view.inputs().encodedProperty().get();
        Optional<Integer> most = view.form().maxLength().value();
        Optional<Double> heldOut = view.choices().record().evalShare().value();
        Optional<Long> seed = view.form().seed().value();
        return rows == null || most.isEmpty() || heldOut.isEmpty() || seed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        RunAmounts.of(
                                rows,
                                heldOut.get(),
                                seed.get(),
                                new LengthPolicy(
                                        most.get(), view.form().overlongProperty().get())));
    }

    private String rows() {
        return amounts.get()
                .map(known -> known.rows(words))
                .orElseGet(() -> RunAmounts.count(words, view.inputs().rows().size()));
    }
}
