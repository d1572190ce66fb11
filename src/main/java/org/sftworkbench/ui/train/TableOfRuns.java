package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.collections.ListChangeListener;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.runs.LiveRun;
import org.sftworkbench.ui.runs.RunsViewModel;

/**
 * What the table of runs and the run of this window tell each other: how the run stands, that it
 * was deleted, and what a past one scored on its way. FX thread only.
 */
final class TableOfRuns {
    private final Words words;
    private final RunsViewModel runs;
    private final RunCourse run;
    private final MeasuredCourse measured;
    private final Executor background;
    private final Executor fx;

    TableOfRuns(
            Words words,
            RunsViewModel runs,
            RunCourse run,
            MeasuredCourse measured,
            Executor background,
            Executor fx) {
        this.words = words;
        this.runs = runs;
        this.run = run;
        this.measured = measured;
        this.background = background;
        this.fx = fx;
        run.stateProperty().addListener((o, was, is) -> follow(is));
        run.steps().addListener((ListChangeListener<TrainStep>) change -> follow());
        runs.onShowProbeProperty().set(this::showProbe);
        runs.runs().addListener(this::forget);
    }

    private void follow(TrainState state) {
        if (state.isActive()) {
            follow();
            runs.refresh();
        } else {
            runs.isOver();
        }
    }

    private void follow() {
        TrainState state = run.stateProperty().get();
        if (state.isActive() && state != TrainState.PREPARING) {
            runs.goesOn(
                    new LiveRun(
                            run.directory(),
                            state == TrainState.PAUSED,
                            measured.charts().history().last()));
        }
    }

    /** A checkpoint that went with its run is offered no more. */
    private void forget(ListChangeListener.Change<? extends StoredRun> change) {
        Path mine = run.directory();
        if (mine == null || run.activeProperty().get()) {
            return;
        }
        while (change.next()) {
            boolean left = change.getRemoved().stream().anyMatch(each -> isIn(mine, each));
            if (left && change.getList().stream().noneMatch(each -> isIn(mine, each))) {
                run.forgetCheckpoints();
                measured.finished().forget();
            }
        }
    }

    private static boolean isIn(Path directory, StoredRun run) {
        return run.directory().path().equals(directory);
    }

    private void showProbe(StoredRun past) {
        BackgroundTask.of(() -> ProbeHistory.read(past.directory()))
                .onSuccess(
                        found ->
                                found.ifPresentOrElse(
                                        probe -> measured.timeline().showPast(past.name(), probe),
                                        () ->
                                                runs.tell(
                                                        words.say(
                                                                "{0} has scored no conversation on"
                                                                        + " its way.",
                                                                past.name()))))
                .onError(RunException.class, e -> runs.tell(e.getMessage()))
                .start(background, fx);
    }
}
