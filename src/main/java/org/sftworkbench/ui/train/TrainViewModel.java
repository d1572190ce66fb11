package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.train.RowSplit;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.runs.RunsViewModel;

/**
 * State of the training pane: what a run starts from, where it stands, and all it has measured. FX
 * thread only.
 */
public final class TrainViewModel {
    private static final Duration PAUSE_IN_TYPING = Duration.ofMillis(300);

    private final Words words;
    private final RunWords told;
    private final TrainingInputs inputs;
    private final TrainingChoices choices;
    private final OfferedNumbers offered;
    private final StartGuard guard;
    private final OwnPresets presets = new OwnPresets();
    private final RunForecast forecast;
    private final TrainCharts charts;
    private final RunsViewModel runs;
    private final FinishedCheckpoint finished = new FinishedCheckpoint();
    private final SampleCourse samples;
    private final ProbeTimeline timeline;

    private final ObjectProperty<Path> outputRoot = new SimpleObjectProperty<>(this, "outputRoot");
    private final ObjectProperty<Consumer<DataRow>> onShowRow =
            new SimpleObjectProperty<>(this, "onShowRow", row -> {});
    private final ReadOnlyObjectWrapper<StartedRun> started =
            new ReadOnlyObjectWrapper<>(this, "started");
    private final RunCourse run;
    private final StringBinding startProblem;
    private final BooleanBinding canStart;
    private final BooleanBinding canExport;
    private final RunLaunch launch;
    private final InterruptedRuns interrupted;

    /**
     * @param background computes
     * @param files reads what may take long
     */
    public TrainViewModel(
            Words words, Engine engine, Executor background, Executor files, Executor fx) {
        this(
                words,
                engine,
                new Threads(
                        background,
                        files,
                        fx,
                        FxExecutors.nextFrame(fx),
                        after(PAUSE_IN_TYPING, fx)),
                new DeviceLook(),
                Clock.systemDefaultZone());
    }

    /**
     * Where work is done.
     *
     * @param background computes
     * @param files reads what may take long
     * @param frames runs work on the FX thread at the next frame
     * @param later runs work on the FX thread once typing has paused
     */
    record Threads(
            Executor background, Executor files, Executor fx, Executor frames, Executor later) {
        /** With one for all that is not the FX thread's. */
        Threads(Executor background, Executor fx, Executor frames, Executor later) {
            this(background, background, fx, frames, later);
        }
    }

    TrainViewModel(
            Words words, Engine engine, Threads threads, DeviceNews.Source devices, Clock clock) {
        this.words = words;
        Executor background = threads.background();
        Executor fx = threads.fx();
        told = new RunWords(words);
        inputs = new TrainingInputs(words, background, fx, threads.later());
        choices = new TrainingChoices(words);
        offered =
                new OfferedNumbers(
                        choices.form(),
                        choices.method(),
                        inputs.modelDirectoryProperty(),
                        background,
                        fx);
        guard = new StartGuard(inputs, background, fx);
        forecast =
                new RunForecast(
                        devices,
                        choices.computation().deviceProperty()::get,
                        () -> choices.question(inputs.encodedProperty().get()),
                        background,
                        fx,
                        threads.later());
        runs = new RunsViewModel(words, background, fx);
        runs.rootProperty().bind(outputRoot);
        runs.onContinueProperty().set(past -> goOn(past.directory().path()));
        runs.onOpenInChatProperty().set(finished::openInChat);
        charts = new TrainCharts(words, runs.overlays().shown());
        samples = new SampleCourse(words, inputs.rows());
        timeline = new ProbeTimeline(words, samples.questions());
        MeasuredCourse measured = new MeasuredCourse(charts, samples, timeline, finished, started);
        run = new RunCourse(words, engine, threads.frames(), measured);
        new TableOfRuns(words, runs, run, measured, background, fx);
        startProblem = Bindings.createStringBinding(this::whyNotStart, startDependsOn());
        canStart = startProblem.isEmpty().and(run.activeProperty().not());
        canExport =
                canStart.and(inputs.encodedProperty().isNotNull())
                        .and(run.stateProperty().isNotEqualTo(TrainState.ASKING));
        launch =
                new RunLaunch(
                        words,
                        new RunLaunch.Parts(
                                inputs, choices, guard, samples, timeline, forecast, run),
                        new RunLaunch.Place(outputRoot, new CheckpointNames(clock)),
                        startProblem,
                        background,
                        threads.files(),
                        fx);
        interrupted =
                new InterruptedRuns(words, runs, run, past -> goOn(past.path()), background, fx);
        inputs.encodedProperty().addListener((o, was, is) -> forecast.changed());
        choices.onChange(forecast::changed);
    }

    private Observable[] startDependsOn() {
        return new Observable[] {
            inputs.modelDirectoryProperty(),
            inputs.tokenizerProperty(),
            inputs.rows(),
            inputs.encodingProperty(),
            inputs.encodedProperty(),
            inputs.failureProperty(),
            inputs.heldBackProperty(),
            choices.problemProperty(),
            choices.form().maxLength().textProperty(),
            choices.record().evalShare().textProperty(),
            choices.form().overlongProperty(),
            samples.every().problemProperty(),
            timeline.every().problemProperty(),
            outputRoot,
            words.languageProperty()
        };
    }

    private static Executor after(Duration delay, Executor fx) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, fx);
    }

    /**
     * Chooses what suits the open model, as the preset “Defaults” does.
     *
     * @return how to put back what was chosen before
     */
    public Runnable chooseDefaults() {
        Runnable back = choices.keep();
        Preset.ALL.get(0).application().to(choices, defaultsProperty().get());
        return back;
    }

    /** Choices that the user has kept under names of their own. */
    public OwnPresets presets() {
        return presets;
    }

    /** Starts a run where {@link #canStartProperty} allows it; else does nothing. */
    public void start() {
        if (canStart.get()) {
            launch.start();
        }
    }

    /** Starts although the checks have warnings; only where the user is asked about them. */
    public void startAllTheSame() {
        if (run.stateProperty().get() == TrainState.ASKING) {
            guard.accept();
            start();
        }
    }

    /**
     * Writes the run that {@link #start} would begin as a folder for TRL's SFTTrainer; only where
     * {@link #canExportProperty} allows it.
     *
     * @param folder does not exist, or is empty
     */
    public void exportJob(Path folder) {
        if (canExport.get()) {
            launch.export(folder);
        }
    }

    /** Asks the run to end; {@link TrainState#STOPPED} follows. */
    public void stop() {
        guard.cancel();
        launch.cancel();
        run.stop();
    }

    /** Lets the last run go on, where it was stopped or failed after a checkpoint. */
    public void continueRun() {
        if (run.directory() != null) {
            goOn(run.directory());
        }
    }

    /** Lets a past run go on as it was, whatever stands in the form. */
    public void goOn(Path directory) {
        if (!run.activeProperty().get()) {
            launch.goOn(directory);
        }
    }

    private String whyNotStart() {
        String missing = inputs.missing();
        if (!missing.isEmpty()) {
            return missing;
        }
        for (String wrong :
                List.of(
                        choices.problemProperty().get(),
                        samples.every().problemProperty().get(),
                        timeline.every().problemProperty().get())) {
            if (!wrong.isEmpty()) {
                return words.tell(wrong);
            }
        }
        if (outputRoot.get() == null) {
            return words.say("No directory is set for finished checkpoints.");
        }
        EncodedRows all = inputs.encodedProperty().get();
        double heldOut = choices.record().evalShare().value().orElseThrow();
        if (all != null && !RowSplit.isPossible(all.examples().size(), heldOut)) {
            return words.say(
                    "Held out is {0}: of {1} rows some must be held out, and some left to train"
                            + " on.",
                    Numbers.format(heldOut), Numbers.count(all.examples().size()));
        }
        TrainingConfig config = choices.form().config().orElseThrow();
        return all != null && all.usable(config.length()).rows() == 0
                ? told.nothingToTrain(all, config.maxLength())
                : "";
    }

    public TrainingInputs inputs() {
        return inputs;
    }

    /** All that the user chooses for a run. */
    public TrainingChoices choices() {
        return choices;
    }

    public TrainingForm form() {
        return choices.form();
    }

    public MethodForm method() {
        return choices.method();
    }

    public ComputationForm computation() {
        return choices.computation();
    }

    public SampleCourse samples() {
        return samples;
    }

    /** One conversation's loss, token by token, through the run. */
    public ProbeTimeline timeline() {
        return timeline;
    }

    public TrainCharts charts() {
        return charts;
    }

    /** The runs of the past. */
    public RunsViewModel runs() {
        return runs;
    }

    /** Tells of a run that was interrupted with its process. */
    public InterruptedRuns interrupted() {
        return interrupted;
    }

    /** What a run would be computed on, and the memory it would take. */
    public RunForecast forecast() {
        return forecast;
    }

    /** Hyper-parameters offered at first; what the user has typed stays. */
    public ObjectProperty<TrainingConfig> defaultsProperty() {
        return offered.defaultsProperty();
    }

    /** The directory runs are kept under. */
    public ObjectProperty<Path> outputRootProperty() {
        return outputRoot;
    }

    /** What the last finished run left. */
    public FinishedCheckpoint finished() {
        return finished;
    }

    /** Opens a row where it can be looked at and mended. */
    public ObjectProperty<Consumer<DataRow>> onShowRowProperty() {
        return onShowRow;
    }

    /** Opens the row that made the loss infinite. */
    public void showBrokenRow() {
        run.brokenRowsProperty().get().stream().findFirst().ifPresent(onShowRow.get());
    }

    /** What the checks warn of before a start; null for nothing. */
    public ObjectProperty<Problem> warningProperty() {
        return guard.warningProperty();
    }

    /** The present or last run: where it stands, and what it has measured. */
    public RunCourse run() {
        return run;
    }

    /** What that run was started with; null where there is none. */
    ReadOnlyObjectProperty<StartedRun> startedProperty() {
        return started.getReadOnlyProperty();
    }

    /** Why a run cannot start; empty where it can. */
    public StringBinding startProblemProperty() {
        return startProblem;
    }

    /** Whether the run that is chosen can be written for TRL: its rows are tokens by now. */
    public BooleanBinding canExportProperty() {
        return canExport;
    }

    public BooleanBinding canStartProperty() {
        return canStart;
    }
}
