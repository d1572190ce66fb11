package org.sftworkbench.ui.train;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.engine.Event;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.train.TrainStep;

/**
 * What a run measures and leaves on its way, brought to where it is shown. FX thread only.
 *
 * @param steps all that were taken, in order
 * @param started what the run was started with; null for none
 */
record MeasuredCourse(
        ObservableList<TrainStep> steps,
        TrainCharts charts,
        SampleCourse samples,
        ProbeTimeline timeline,
        FinishedCheckpoint finished,
        ObjectProperty<StartedRun> started) {
    MeasuredCourse(
            TrainCharts charts,
            SampleCourse samples,
            ProbeTimeline timeline,
            FinishedCheckpoint finished,
            ObjectProperty<StartedRun> started) {
        this(FXCollections.observableArrayList(), charts, samples, timeline, finished, started);
    }

    /** Forgets the run before. */
    void clear() {
        started.set(null);
        steps.clear();
        charts.clear();
        samples.answers().clear();
        timeline.begin(List.of());
    }

    /** A run is given to the engine. */
    void begin(ReadyRun run) {
        started.set(StartedRun.of(run));
        charts.foresee(run.peakBytes());
        samples.askedProperty().set(run.asked().orElse(null));
        timeline.begin(run.probed());
    }

    /** Takes steps that were taken one after another. */
    void add(List<TrainStep> fresh) {
        charts.add(fresh);
        // Last, as whoever hears of a step finds what it measured in the charts.
        steps.addAll(fresh);
    }

    /** The last step that was taken; 0 for none. */
    int taken() {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).step();
    }

    /** Takes what was measured beside the steps. */
    void take(RunEvent heard) {
        heard.answer().ifPresent(samples.answers()::add);
        heard.past().ifPresent(this::recall);
        if (heard.event() instanceof Event.Evaluated evaluated) {
            charts.add(evaluated.evaluation());
        } else if (heard.event() instanceof Event.ProbeScored scored) {
            timeline.add(new ProbeScore(scored.step(), scored.nll()));
        }
    }

    private void recall(PastCourse past) {
        charts.recall(past.metrics());
        past.probe().ifPresent(found -> timeline.recall(scores(found)));
        samples.answers().setAll(past.samples().stream().map(SampleAnswer::of).toList());
    }

    private static List<ProbeScore> scores(ProbeHistory found) {
        return found.scores().stream().map(s -> new ProbeScore(s.step(), s.nll())).toList();
    }
}
