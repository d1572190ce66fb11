package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.EventBatcher;
import org.sftworkbench.ui.common.Problem;

/**
 * State of the training pane: what a run starts from, where it stands, and all it has measured. FX
 * thread only.
 */
public final class TrainViewModel {
    private static final Duration FRAME = Duration.ofMillis(60);
    private static final Duration PAUSE_IN_TYPING = Duration.ofMillis(300);

    private final Engine engine;
    private final Executor background;
    private final Executor fx;
    private final TrainingInputs inputs;
    private final TrainingForm form = new TrainingForm();
    private final MethodForm method = new MethodForm();
    private final ComputationForm computation = new ComputationForm();
    private final OfferedNumbers offered;
    private final FinishedCheckpoint finished = new FinishedCheckpoint();
    private final SampleProbe probe;
    private final CheckpointNames names;
    private final EventBatcher<RunEvent> events;

    private final ObjectProperty<Path> outputRoot = new SimpleObjectProperty<>(this, "outputRoot");
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final ReadOnlyObjectWrapper<TrainState> state =
            new ReadOnlyObjectWrapper<>(this, "state", TrainState.IDLE);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ObservableList<TrainStep> steps = FXCollections.observableArrayList();
    private final StringBinding startProblem;
    private final BooleanBinding canStart;
    private EngineTask task;
    private int launches;
    private boolean endsInAdapter;

    public TrainViewModel(Engine engine, Executor background, Executor fx) {
        this(
                engine,
                background,
                fx,
                after(FRAME, fx),
                after(PAUSE_IN_TYPING, fx),
                Clock.systemDefaultZone());
    }

    /**
     * @param frames runs work on the FX thread at the next frame
     * @param later runs work on the FX thread once typing has paused
     */
    TrainViewModel(
            Engine engine,
            Executor background,
            Executor fx,
            Executor frames,
            Executor later,
            Clock clock) {
        this.engine = engine;
        this.background = background;
        this.fx = fx;
        inputs = new TrainingInputs(background, fx, later);
        offered = new OfferedNumbers(form, method, inputs.modelDirectoryProperty(), background, fx);
        probe = new SampleProbe(inputs.rows());
        names = new CheckpointNames(clock);
        events = new EventBatcher<>(frames, this::take);
        running.bind(Bindings.createBooleanBinding(() -> state.get().isActive(), state));
        startProblem =
                Bindings.createStringBinding(
                        this::whyNotStart,
                        inputs.modelDirectoryProperty(),
                        inputs.tokenizerProperty(),
                        inputs.rows(),
                        inputs.encodingProperty(),
                        inputs.encodedProperty(),
                        inputs.failureProperty(),
                        inputs.heldBackProperty(),
                        method.problemProperty(),
                        form.problemProperty(),
                        form.maxLength().textProperty(),
                        probe.every().problemProperty(),
                        outputRoot);
        canStart = startProblem.isEmpty().and(running.not());
        inputs.encodedProperty().addListener((o, was, is) -> surveyTold());
        inputs.failureProperty().addListener((o, was, is) -> surveyTold());
        inputs.progressProperty().addListener((o, was, is) -> showEncoding());
    }

    private static Executor after(Duration delay, Executor fx) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, fx);
    }

    /** Starts a run where {@link #canStartProperty} allows it; else does nothing. */
    public void start() {
        if (!canStart.get()) {
            return;
        }
        steps.clear();
        probe.answers().clear();
        problem.set(null);
        state.set(TrainState.PREPARING);
        if (inputs.encodedProperty().get() != null) {
            launch();
        } else {
            showEncoding();
        }
    }

    /** Asks the run to wait after the batch in work. */
    public void pause() {
        if (state.get() == TrainState.RUNNING) {
            task.pause();
            state.set(TrainState.PAUSED);
            showStep();
        }
    }

    /** Lets a paused run go on. */
    public void resume() {
        if (state.get() == TrainState.PAUSED) {
            task.resume();
            state.set(TrainState.RUNNING);
            showStep();
        }
    }

    /** Asks the run to end without saving; {@link TrainState#STOPPED} follows. */
    public void stop() {
        if (!state.get().isActive() || state.get() == TrainState.STOPPING) {
            return;
        }
        if (task == null) {
            end(TrainState.STOPPED, "Stopped before the first step.");
            return;
        }
        state.set(TrainState.STOPPING);
        status.set("Stopping after the batch in work");
        task.cancel();
    }

    private void launch() {
        int mine = ++launches;
        status.set("Getting ready");
        progress.set(-1);
        RunPlan plan =
                new RunPlan(
                        inputs.modelDirectoryProperty().get(),
                        computation.settings(),
                        new TrainingMethod(method.config(), computation.step()),
                        inputs.tokenizerProperty().get(),
                        inputs.encodingProperty().get(),
                        inputs.encodedProperty().get(),
                        form.config().orElseThrow(),
                        Optional.ofNullable(probe.questionProperty().get()),
                        probe.every().value().orElse(0),
                        outputRoot.get());
        BackgroundTask.of(() -> plan.command(names))
                .onSuccess(
                        command -> {
                            if (mine == launches && state.get() == TrainState.PREPARING) {
                                submit(command, plan);
                            }
                        })
                .onError(
                        RuntimeException.class,
                        e -> {
                            if (mine == launches && state.get() == TrainState.PREPARING) {
                                fail(e.getMessage());
                            }
                        })
                .start(background, fx);
    }

    private void submit(Command.Train command, RunPlan plan) {
        endsInAdapter = method.endsInAdapter();
        probe.askedProperty().set(plan.asked().orElse(null));
        status.set("Reading the model");
        try {
            task =
                    engine.submit(
                            command, event -> events.offer(RunEvent.of(event, plan.tokenizer())));
        } catch (RuntimeException e) {
            fail(e.getMessage());
        }
    }

    private void take(List<RunEvent> batch) {
        List<TrainStep> fresh = new ArrayList<>();
        for (RunEvent told : batch) {
            if (told.event() instanceof Event.TrainStepped stepped) {
                fresh.add(stepped.step());
            } else {
                keep(fresh);
                told.answer().ifPresent(probe.answers()::add);
                take(told.event());
            }
        }
        keep(fresh);
    }

    private void keep(List<TrainStep> fresh) {
        if (!fresh.isEmpty()) {
            steps.addAll(fresh);
            fresh.clear();
            showStep();
        }
    }

    private void take(Event event) {
        if (event instanceof Event.TrainStarted started) {
            if (state.get() == TrainState.PREPARING) {
                state.set(TrainState.RUNNING);
                progress.set(0);
                status.set(RunWords.started(started));
            }
        } else if (event instanceof Event.Trained trained) {
            if (trained.checkpoint() != null) {
                finished.remember(trained.checkpoint(), endsInAdapter);
            }
            progress.set(1);
            end(TrainState.DONE, RunWords.finished(trained));
        } else if (event instanceof Event.Cancelled cancelled) {
            end(TrainState.STOPPED, RunWords.stopped(cancelled));
        } else if (event instanceof Event.Failed failed) {
            fail(failed.message());
        }
    }

    private void surveyTold() {
        if (state.get() != TrainState.PREPARING || task != null) {
            return;
        }
        if (!startProblem.get().isEmpty()) {
            fail(startProblem.get());
        } else if (inputs.encodedProperty().get() != null) {
            launch();
        }
    }

    private void showEncoding() {
        if (state.get() == TrainState.PREPARING && task == null) {
            double share = inputs.progressProperty().get();
            progress.set(share);
            status.set(RunWords.encoding(share, inputs.rows().size()));
        }
    }

    private void showStep() {
        if (!steps.isEmpty() && state.get() != TrainState.STOPPING) {
            TrainStep last = steps.get(steps.size() - 1);
            progress.set((double) last.step() / last.totalSteps());
            status.set(RunWords.step(last, state.get() == TrainState.PAUSED));
        }
    }

    private void fail(String message) {
        problem.set(Problem.error(message == null ? "The run failed." : message));
        end(TrainState.FAILED, RunWords.failed(steps.size()));
    }

    private void end(TrainState how, String words) {
        task = null;
        if (how != TrainState.DONE && progress.get() < 0) {
            progress.set(0);
        }
        status.set(words);
        state.set(how);
    }

    private String whyNotStart() {
        String missing = inputs.missing();
        if (!missing.isEmpty()) {
            return missing;
        }
        if (!method.problemProperty().get().isEmpty()) {
            return method.problemProperty().get();
        }
        if (!form.problemProperty().get().isEmpty()) {
            return form.problemProperty().get();
        }
        if (!probe.every().problemProperty().get().isEmpty()) {
            return probe.every().problemProperty().get();
        }
        if (outputRoot.get() == null) {
            return "No directory is set for finished checkpoints.";
        }
        EncodedRows all = inputs.encodedProperty().get();
        int maxLength = form.maxLength().value().orElse(0);
        return all != null && all.usable(maxLength) == 0
                ? RunWords.nothingToTrain(all, maxLength)
                : "";
    }

    public TrainingInputs inputs() {
        return inputs;
    }

    public TrainingForm form() {
        return form;
    }

    public MethodForm method() {
        return method;
    }

    public ComputationForm computation() {
        return computation;
    }

    public SampleProbe probe() {
        return probe;
    }

    /** The model directory a run starts from. */
    public ObjectProperty<Path> modelDirectoryProperty() {
        return inputs.modelDirectoryProperty();
    }

    public ObjectProperty<Tokenizer> tokenizerProperty() {
        return inputs.tokenizerProperty();
    }

    /** The rows to train on. */
    public ObservableList<DataRow> rows() {
        return inputs.rows();
    }

    public ObjectProperty<EncodingOptions> encodingProperty() {
        return inputs.encodingProperty();
    }

    /** Hyper-parameters offered at first; what the user has typed stays. */
    public ObjectProperty<TrainingConfig> defaultsProperty() {
        return offered.defaultsProperty();
    }

    /** The directory finished checkpoints are saved under. */
    public ObjectProperty<Path> outputRootProperty() {
        return outputRoot;
    }

    /** What the last finished run left. */
    public FinishedCheckpoint finished() {
        return finished;
    }

    public ReadOnlyObjectProperty<TrainState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether a run is under way. */
    public boolean isRunning() {
        return running.get();
    }

    /** What is going on, in a line. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** From 0 to 1, or -1 where it cannot be known. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** All steps of the current or last run, in order. */
    public ObservableList<TrainStep> steps() {
        return steps;
    }

    /** What made the run fail; null for nothing. The pane clears it when it is dismissed. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    /** Why a run cannot start; empty where it can. */
    public StringBinding startProblemProperty() {
        return startProblem;
    }

    public BooleanBinding canStartProperty() {
        return canStart;
    }
}
