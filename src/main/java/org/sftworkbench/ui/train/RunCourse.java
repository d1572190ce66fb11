package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.common.EventBatcher;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * A run from Start to its end: where it stands, what the engine tells of it, and pause, resume and
 * stop. FX thread only.
 */
public final class RunCourse {
    private final Words words;
    private final RunWords told;
    private final Engine engine;
    private final MeasuredCourse measured;
    private final EventBatcher<RunEvent> events;
    private final ReadOnlyObjectWrapper<TrainState> state =
            new ReadOnlyObjectWrapper<>(this, "state", TrainState.IDLE);
    private final BooleanBinding active;
    private final ObjectProperty<Supplier<String>> sentence =
            new SimpleObjectProperty<>(this, "sentence", () -> "");
    private final StringBinding status;
    private final FirstPhases phases;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final ReadOnlyObjectWrapper<Path> saved = new ReadOnlyObjectWrapper<>(this, "saved");
    private final ReadOnlyObjectWrapper<List<DataRow>> brokenRows =
            new ReadOnlyObjectWrapper<>(this, "brokenRows", List.of());
    private final DiskWait disk = new DiskWait(problem);
    private final BegunAgain begunAgain = new BegunAgain(problem);
    private final ReadOnlyObjectWrapper<Integer> resumable =
            new ReadOnlyObjectWrapper<>(this, "resumable");
    private final WishedCheckpoint wished;
    private EngineTask task;
    private ReadyRun ready;
    private boolean begun;
    private boolean standsStill;

    /**
     * @param frames runs work on the FX thread at the next frame
     */
    RunCourse(Words words, Engine engine, Executor frames, MeasuredCourse measured) {
        this.words = words;
        this.engine = engine;
        this.measured = measured;
        told = new RunWords(words);
        events = new EventBatcher<>(frames, this::take);
        phases = new FirstPhases(words);
        phases.pausedProperty().bind(state.isEqualTo(TrainState.PAUSED));
        // The rows are those that the sentence names; with it they go.
        problem.addListener((o, was, is) -> brokenRows.set(List.of()));
        active = Bindings.createBooleanBinding(() -> state.get().isActive(), state);
        status =
                Bindings.createStringBinding(
                        () -> sentence.get().get(),
                        sentence,
                        phases.aheadProperty(),
                        words.languageProperty());
        wished = new WishedCheckpoint(this);
    }

    /** A run was asked for: what the one before has shown is taken away. */
    void prepare() {
        measured.clear();
        problem.set(null);
        forgetCheckpoints();
        state.set(TrainState.PREPARING);
    }

    /** Whether a run was asked for that the engine has not been given yet. */
    boolean isPreparing() {
        return state.get() == TrainState.PREPARING && task == null;
    }

    /**
     * Tells how far the preparation is.
     *
     * @param share from 0 to 1, or -1 where it cannot be known
     */
    void preparing(double share, Supplier<String> said) {
        if (isPreparing()) {
            progress.set(share);
            sentence.set(said);
        }
    }

    /** The user is asked about warnings before the run goes on. */
    void ask() {
        end(TrainState.ASKING, () -> words.say("Start all the same?"));
    }

    /** The run cannot start. */
    void refuse(Problem why) {
        problem.set(why);
        end(TrainState.FAILED, () -> told.failed(0));
    }

    /**
     * Gives the run to the engine.
     *
     * @param adapter whether the checkpoint will be an adapter
     */
    void submit(ReadyRun run) {
        ready = run;
        phases.expect(run.command());
        begun = run.command().recording().filter(Recording::resume).isPresent();
        saved.set(null);
        measured.begin(run);
        sentence.set(phases::reading);
        RunDirectory directory = new RunDirectory(run.command().out());
        try {
            task =
                    engine.submit(
                            run.command(),
                            event -> events.offer(RunEvent.of(event, run.answers(), directory)));
        } catch (RuntimeException e) {
            fail(e.getMessage());
        }
    }

    /** Asks the run to wait after the batch in work. */
    public void pause() {
        if (state.get() == TrainState.RUNNING) {
            task.pause();
            standsStill = false;
            state.set(TrainState.PAUSED);
            showStep();
        }
    }

    /** Lets a paused run go on; one that waits for the disk tries it again. */
    public void resume() {
        if (state.get() == TrainState.PAUSED) {
            task.resume();
            state.set(TrainState.RUNNING);
            disk.end();
            showStep();
        }
    }

    /** Asks for a checkpoint after the step in work, or at once where the run is paused. */
    void saveNow() {
        if (state.get() == TrainState.RUNNING || state.get() == TrainState.PAUSED) {
            task.saveNow();
        }
    }

    /** Asks the run to end; {@link TrainState#STOPPED} follows. */
    void stop() {
        if (!state.get().isActive() || state.get() == TrainState.STOPPING) {
            return;
        }
        if (task == null) {
            end(TrainState.STOPPED, () -> told.stopped(0, false));
            return;
        }
        state.set(TrainState.STOPPING);
        sentence.set(() -> words.say("Stopping after the batch in work"));
        task.cancel();
    }

    /** Ends a run that is being stopped without waiting for the batch in work. */
    void endNow() {
        if (state.get() == TrainState.STOPPING) {
            task.abandon();
        }
    }

    /** There is nothing more that the run can go on from. */
    void forgetCheckpoints() {
        saved.set(null);
        resumable.set(null);
    }

    private void take(List<RunEvent> batch) {
        List<TrainStep> fresh = new ArrayList<>();
        for (RunEvent heard : batch) {
            if (heard.event() instanceof Event.TrainStepped stepped) {
                fresh.add(stepped.step());
            } else {
                keep(fresh);
                measured.take(heard);
                take(heard.event());
            }
        }
        keep(fresh);
    }

    private void keep(List<TrainStep> fresh) {
        if (!fresh.isEmpty()) {
            measured.add(fresh);
            fresh.clear();
            showStep();
        }
    }

    private void take(Event event) {
        phases.hear(event);
        if (event instanceof Event.TrainStarted started) {
            begin(started);
        } else if (event instanceof Event.Trained trained) {
            if (trained.checkpoint() != null) {
                measured.finished().remember(trained.checkpoint(), ready.endsInAdapter());
            }
            progress.set(1);
            end(TrainState.DONE, () -> told.finished(trained.steps(), trained.seconds()));
        } else if (event instanceof Event.TrainResumed resumed) {
            saved.set(resumed.checkpoint());
        } else if (event instanceof Event.TrainBegunAgain again) {
            begunAgain.tell(told.begunAgain(again, problem.get()));
        } else if (event instanceof Event.Saving && state.get() == TrainState.STOPPING) {
            sentence.set(() -> words.say("Saving a checkpoint"));
        } else if (event instanceof Event.CheckpointSaved checkpoint) {
            saved.set(checkpoint.checkpoint());
            begunAgain.over();
        } else if (event instanceof Event.StandsStill) {
            standsStill = true;
            showStep();
        } else if (event instanceof Event.DiskRefused refused) {
            diskRefused(refused);
        } else if (event instanceof Event.DiskTook && disk.end()) {
            // What the user had paused before is paused still.
            state.set(task.isPaused() ? TrainState.PAUSED : TrainState.RUNNING);
            showStep();
        } else if (event instanceof Event.Cancelled cancelled) {
            boolean kept = saved.get() != null;
            end(TrainState.STOPPED, () -> told.stopped(cancelled.step(), kept));
        } else if (event instanceof Event.Failed failed) {
            if (failed.engineLost() && begun) {
                resumable.set(ready.goesOnFrom(saved.get()));
            }
            if (failed.engineLost() && state.get() == TrainState.STOPPING) {
                ended(failed.message());
            } else {
                fail(failed.message());
            }
            brokenRows.set(ready.rowsAt(failed.rows()));
        }
    }

    /** The engine was ended with the run, which is what the user had asked for. */
    private void ended(String why) {
        int taken = measured.taken();
        boolean kept = resumable.get() != null && resumable.get() > 0;
        problem.set(Problem.warning(why));
        end(TrainState.STOPPED, () -> told.stopped(taken, kept));
    }

    private void diskRefused(Event.DiskRefused refused) {
        if (state.get() != TrainState.STOPPING) {
            standsStill = true;
            state.set(TrainState.PAUSED);
            disk.begin(told.diskRefused(refused));
            showStep();
        }
    }

    private void begin(Event.TrainStarted started) {
        begun = ready.command().recording().isPresent();
        if (state.get() == TrainState.PREPARING) {
            state.set(TrainState.RUNNING);
            progress.set(0);
            sentence.set(() -> told.started(started));
            measured.charts().expect(started.totalSteps());
        }
    }

    private void showStep() {
        if (!measured.steps().isEmpty() && state.get() != TrainState.STOPPING) {
            TrainStep last = measured.steps().get(measured.steps().size() - 1);
            boolean paused = state.get() == TrainState.PAUSED;
            boolean still = standsStill;
            progress.set((double) last.step() / last.totalSteps());
            sentence.set(() -> paused ? told.paused(last, still) : told.step(last));
            phases.over();
        }
    }

    void fail(String message) {
        problem.set(Problem.error(message == null ? Words.original("The run failed.") : message));
        int taken = measured.taken();
        end(TrainState.FAILED, () -> told.failed(taken));
    }

    private void end(TrainState how, Supplier<String> said) {
        task = null;
        if (ready != null) {
            ready.answers().close();
        }
        if (how != TrainState.FAILED) {
            disk.end();
        }
        disk.giveUp();
        phases.over();
        // How far the preparation got is no step of the run.
        if (how != TrainState.DONE && (progress.get() < 0 || measured.taken() == 0)) {
            progress.set(0);
        }
        sentence.set(said);
        state.set(how);
    }

    public ReadOnlyObjectProperty<TrainState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether a run is under way. */
    public BooleanBinding activeProperty() {
        return active;
    }

    /** What is going on, in a line. */
    public StringBinding statusProperty() {
        return status;
    }

    /** What a run does that has not taken a step yet; empty for nothing. */
    public StringBinding phaseProperty() {
        return phases.textProperty();
    }

    /** What the engine does before it begins with a run, in words; empty for nothing. */
    public StringProperty aheadProperty() {
        return phases.aheadProperty();
    }

    /** Whether the run was given to the engine, which has something else to do first. */
    BooleanBinding waitsProperty() {
        return phases.waitsProperty();
    }

    /** From 0 to 1, or -1 where it cannot be known. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** All steps of the current or last run, in order. */
    public ObservableList<TrainStep> steps() {
        return measured.steps();
    }

    /** What the user wants to be saved on the way. */
    public WishedCheckpoint wished() {
        return wished;
    }

    /** The newest checkpoint that the run can go on from; null where there is none. */
    public ReadOnlyObjectProperty<Path> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /**
     * The step that the run can go on from after the engine was lost with it; 0 where it can begin
     * again, null where no engine was lost.
     */
    public ReadOnlyObjectProperty<Integer> resumableProperty() {
        return resumable.getReadOnlyProperty();
    }

    /** The rows that made the loss or the gradient infinite; none where none did. */
    public ReadOnlyObjectProperty<List<DataRow>> brokenRowsProperty() {
        return brokenRows.getReadOnlyProperty();
    }

    /** Whether the run waits, paused, for a disk that does not take what it keeps. */
    public ReadOnlyBooleanProperty waitsForDiskProperty() {
        return disk.waitsProperty();
    }

    /** The directory of the present or last run; null before the first. */
    Path directory() {
        return ready == null ? null : ready.command().out();
    }

    /** What made the run fail; null for nothing. The pane clears it when it is dismissed. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }
}
