package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.train.Evaluation;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.common.chart.ChartLine;
import org.sftworkbench.ui.common.chart.ChartView;
import org.sftworkbench.ui.common.chart.Points;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.runs.MetricHistory;
import org.sftworkbench.ui.runs.OverlaidRun;

/**
 * What the charts show: the figures of the present run, those of runs laid over it, and how they
 * are looked at. FX thread only.
 */
public final class TrainCharts {
    private final Words words;
    private final ObservableList<OverlaidRun> overlays;
    private final MetricHistory history = new MetricHistory();
    private final Points forecast = new Points();
    private final ChartView view = new ChartView();
    private final ObjectProperty<ChartKind> focus =
            new SimpleObjectProperty<>(this, "focus", ChartKind.LOSS);
    private int totalSteps;
    private OptionalLong peakBytes = OptionalLong.empty();

    TrainCharts(Words words, ObservableList<OverlaidRun> overlays) {
        this.words = words;
        this.overlays = overlays;
        overlays.addListener((ListChangeListener<OverlaidRun>) change -> fit());
    }

    /** Begins anew. */
    void clear() {
        history.clear();
        forecast.clear();
        peakBytes = OptionalLong.empty();
        totalSteps = 0;
        view.reset();
        fit();
    }

    /** Takes up what was measured before, where a run goes on. */
    void recall(Metrics before) {
        history.take(before);
        Points memory = history.points(MetricHistory.MEMORY);
        forecast.clear();
        for (int i = 0; i < memory.size(); i++) {
            foreseenAt(memory.step(i));
        }
        fit();
    }

    /** The charts reach as far as the run will. */
    void expect(int steps) {
        totalSteps = steps;
        fit();
    }

    /**
     * The run is expected to take so much memory at its peak, which is drawn beside what it takes.
     */
    void foresee(OptionalLong bytes) {
        peakBytes = bytes;
    }

    private void foreseenAt(double step) {
        peakBytes.ifPresent(bytes -> forecast.add(step, bytes));
    }

    void add(List<TrainStep> steps) {
        history.add(steps);
        steps.forEach(step -> foreseenAt(step.step()));
        int total = steps.get(steps.size() - 1).totalSteps();
        if (total != totalSteps) {
            expect(total);
        }
    }

    void add(Evaluation evaluation) {
        history.add(evaluation);
    }

    /** All the present run has measured. */
    public MetricHistory history() {
        return history;
    }

    /** Smoothing, scale, zoom and the step pointed at: of all charts together. */
    public ChartView view() {
        return view;
    }

    /** The chart that has the most room. */
    public ObjectProperty<ChartKind> focusProperty() {
        return focus;
    }

    /** The runs that are drawn beside the present one. */
    ObservableList<OverlaidRun> overlays() {
        return overlays;
    }

    /** The lines of a chart: the present run's, then of each overlaid run the one that matters. */
    List<ChartLine> lines(ChartKind kind) {
        List<ChartLine> lines = new ArrayList<>();
        for (ChartKind.Curve curve : kind.curves()) {
            lines.add(
                    new ChartLine(
                            words.text(curve.label()),
                            List.of(curve.look()),
                            curve.sparse(),
                            history.points(curve.metric())));
        }
        if (kind == ChartKind.MEMORY) {
            lines.add(
                    new ChartLine(
                            words.text("forecast of the peak"),
                            List.of("forecast"),
                            false,
                            forecast));
        }
        for (OverlaidRun run : overlays) {
            lines.add(overlaid(run, kind.curves().get(0), run.name()));
            kind.curves().stream()
                    .filter(ChartKind.Curve::sparse)
                    .map(curve -> overlaid(run, curve, words.text("{0}, evaluation", run.name())))
                    .forEach(lines::add);
        }
        return lines;
    }

    private static ChartLine overlaid(
            OverlaidRun run, ChartKind.Curve curve, ObservableValue<String> name) {
        return new ChartLine(
                name, List.of(run.look()), curve.sparse(), run.history().points(curve.metric()));
    }

    private void fit() {
        int longest = overlays.stream().mapToInt(run -> run.history().lastStep()).max().orElse(0);
        int own = Math.max(totalSteps, history.lastStep());
        int end = Math.max(own, longest);
        if (end > 0) {
            view.setEnd(end);
        }
    }
}
