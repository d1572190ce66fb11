package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;

/** The training pane: what a run starts from, its controls, its course and its result. */
public final class TrainPane extends BorderPane {
    private final TrainViewModel view;

    @FXML private Button start;
    @FXML private Button pause;
    @FXML private Button stop;
    @FXML private ProgressBar progress;
    @FXML private Label status;
    @FXML private Label refusal;
    @FXML private HBox refusalLine;
    @FXML private ProblemBar problem;
    @FXML private ProblemBar rowWarning;
    @FXML private HBox result;
    @FXML private Label checkpoint;
    @FXML private Label model;
    @FXML private Label data;
    @FXML private Label policy;
    @FXML private Label supervised;
    @FXML private Button merge;
    @FXML private MethodPanel method;
    @FXML private FormPanel form;
    @FXML private ComputationPanel computation;
    @FXML private MetricChart loss;
    @FXML private MetricChart learningRate;
    @FXML private MetricChart gradNorm;
    @FXML private MetricChart speed;
    @FXML private CheckBox smooth;
    @FXML private SamplePanel sample;

    public TrainPane(TrainViewModel view) {
        this.view = view;
        PaneLoader.load(this);
        bindControls();
        bindSummary();
        method.bind(view.method());
        form.bind(view.form());
        computation.bind(view.computation());
        sample.bind(view.probe());
        showCharts();
    }

    @FXML
    private void start() {
        view.start();
    }

    @FXML
    private void pauseOrResume() {
        if (view.stateProperty().get() == TrainState.PAUSED) {
            view.resume();
        } else {
            view.pause();
        }
    }

    @FXML
    private void stop() {
        view.stop();
    }

    @FXML
    private void openInChat() {
        view.finished().openInChat();
    }

    @FXML
    private void merge() {
        view.finished().merge();
    }

    private void bindControls() {
        start.disableProperty().bind(view.canStartProperty().not());
        pause.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        view.stateProperty().get() != TrainState.RUNNING
                                                && view.stateProperty().get() != TrainState.PAUSED,
                                view.stateProperty()));
        stop.disableProperty()
                .bind(
                        view.runningProperty()
                                .not()
                                .or(view.stateProperty().isEqualTo(TrainState.STOPPING)));
        view.stateProperty().addListener((o, was, is) -> showPause(is));
        showPause(view.stateProperty().get());
        progress.progressProperty().bind(view.progressProperty());
        status.textProperty().bind(view.statusProperty());
        refusal.textProperty().bind(view.startProblemProperty());
        refusalLine
                .visibleProperty()
                .bind(view.startProblemProperty().isNotEmpty().and(view.runningProperty().not()));
        refusalLine.managedProperty().bind(refusalLine.visibleProperty());
        problem.problemProperty().bindBidirectional(view.problemProperty());
        rowWarning.problemProperty().bindBidirectional(view.inputs().rowWarningProperty());
        result.visibleProperty().bind(view.stateProperty().isEqualTo(TrainState.DONE));
        result.managedProperty().bind(result.visibleProperty());
        merge.visibleProperty().bind(view.finished().adapterProperty());
        merge.managedProperty().bind(merge.visibleProperty());
        checkpoint
                .textProperty()
                .bind(view.finished().directoryProperty().map(Path::toString).orElse(""));
    }

    private void showPause(TrainState state) {
        boolean paused = state == TrainState.PAUSED;
        pause.setText(paused ? "Resume" : "Pause");
        pause.setGraphic(new FontIcon(paused ? "fas-play" : "fas-pause"));
    }

    private void bindSummary() {
        TrainingInputs inputs = view.inputs();
        model.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::modelName,
                                inputs.modelDirectoryProperty(),
                                view.method().outlineProperty()));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(inputs.modelDirectoryProperty().map(Path::toString).orElse(""));
        model.setTooltip(whole);
        data.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> Numbers.count(inputs.rows().size(), "row", "rows"),
                                inputs.rows()));
        policy.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> TrainingInputs.describe(inputs.encodingProperty().get()),
                                inputs.encodingProperty()));
        supervised.textProperty().bind(inputs.encodedProperty().map(TrainPane::tokens).orElse("…"));
    }

    private String modelName() {
        Path directory = view.inputs().modelDirectoryProperty().get();
        ModelOutline outline = view.method().outlineProperty().get();
        if (directory == null) {
            return "none open";
        }
        return outline == null
                ? name(directory)
                : outline.base()
                        .map(base -> name(directory) + " on " + name(base))
                        .orElse(name(directory));
    }

    private static String name(Path directory) {
        Path last = directory.toAbsolutePath().normalize().getFileName();
        return last == null ? directory.toString() : last.toString();
    }

    private static String tokens(EncodedRows rows) {
        double share = rows.tokens() == 0 ? 0 : 100.0 * rows.supervisedTokens() / rows.tokens();
        return Numbers.count(rows.supervisedTokens())
                + " of "
                + Numbers.count(rows.tokens())
                + String.format(Locale.ROOT, " (%.0f %%)", share);
    }

    private void showCharts() {
        loss.smoothedProperty().bind(smooth.selectedProperty());
        loss.show(
                view.steps(),
                RunWords::figure,
                new MetricSeries("SFT loss", "supervised", TrainStep::loss),
                new MetricSeries("all tokens (pretraining)", "all-tokens", TrainStep::lossAll));
        learningRate.show(
                view.steps(),
                RunWords::shortFigure,
                new MetricSeries("", "plain", TrainStep::learningRate));
        gradNorm.show(
                view.steps(),
                RunWords::shortFigure,
                new MetricSeries("", "plain", TrainStep::gradNorm));
        speed.show(
                view.steps(),
                value -> Numbers.count(Math.round(value)),
                new MetricSeries("", "plain", TrainStep::tokensPerSecond));
    }
}
