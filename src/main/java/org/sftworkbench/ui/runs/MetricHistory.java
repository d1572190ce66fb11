package org.sftworkbench.ui.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.train.Evaluation;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.common.chart.Points;

/**
 * All that a run has measured, a line of points for each figure, under the names that {@code
 * metrics.jsonl} gives them. FX thread only.
 */
public final class MetricHistory {
    public static final String LOSS = "loss";
    public static final String LOSS_ALL = "loss_all";
    public static final String ACCURACY = "mean_token_accuracy";
    public static final String ENTROPY = "entropy";
    public static final String STOP = "stop_probability";
    public static final String LEARNING_RATE = "learning_rate";
    public static final String GRAD_NORM = "grad_norm";
    public static final String SPEED = "tokens_per_second";
    public static final String MEMORY = "memory_bytes";
    public static final String EVAL_LOSS = "eval_loss";
    public static final String EVAL_ACCURACY = "eval_mean_token_accuracy";
    public static final String EVAL_ENTROPY = "eval_entropy";
    public static final String EVAL_STOP = "eval_stop_probability";

    private static final Map<String, ToDoubleFunction<TrainStep>> OF_A_STEP =
            Map.of(
                    LOSS, TrainStep::loss,
                    LOSS_ALL, TrainStep::lossAll,
                    ACCURACY, TrainStep::meanTokenAccuracy,
                    ENTROPY, TrainStep::entropy,
                    STOP, TrainStep::stopProbability,
                    LEARNING_RATE, TrainStep::learningRate,
                    GRAD_NORM, TrainStep::gradNorm,
                    SPEED, TrainStep::tokensPerSecond,
                    MEMORY, MetricHistory::memory);

    private final Map<String, Points> lines = new LinkedHashMap<>();

    /** A figure's points, none as long as it was not measured; always the same object. */
    public Points points(String name) {
        return lines.computeIfAbsent(name, n -> new Points());
    }

    /** Appends steps that were taken. */
    public void add(List<TrainStep> steps) {
        double[] at = steps.stream().mapToDouble(TrainStep::step).toArray();
        OF_A_STEP.forEach(
                (name, figure) ->
                        points(name).addAll(at, steps.stream().mapToDouble(figure).toArray()));
    }

    /** Appends what the held-out rows scored. */
    public void add(Evaluation evaluation) {
        points(EVAL_LOSS).add(evaluation.step(), evaluation.loss());
        points(EVAL_ACCURACY).add(evaluation.step(), evaluation.meanTokenAccuracy());
        points(EVAL_ENTROPY).add(evaluation.step(), evaluation.entropy());
        points(EVAL_STOP).add(evaluation.step(), evaluation.stopProbability());
    }

    /** Takes a run's record in place of all there is. */
    public void take(Metrics recorded) {
        clear();
        for (String name : recorded.names()) {
            Metrics.Series series = recorded.series(name);
            double[] steps = new double[series.size()];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = series.steps()[i];
            }
            points(name).addAll(steps, series.values());
        }
    }

    /** The last value of each figure that was measured, and {@code step} where a step was taken. */
    public Map<String, Double> last() {
        Map<String, Double> last = new LinkedHashMap<>();
        lines.forEach(
                (name, points) -> {
                    for (int i = points.size() - 1; i >= 0 && !last.containsKey(name); i--) {
                        if (!Double.isNaN(points.value(i))) {
                            last.put(name, points.value(i));
                        }
                    }
                });
        if (lastStep() > 0) {
            last.put("step", (double) lastStep());
        }
        return last;
    }

    public void clear() {
        lines.values().forEach(Points::clear);
    }

    /** The last step anything was measured at; 0 where nothing was. */
    public int lastStep() {
        return (int)
                lines.values().stream()
                        .filter(points -> points.size() > 0)
                        .mapToDouble(points -> points.step(points.size() - 1))
                        .max()
                        .orElse(0);
    }

    private static double memory(TrainStep step) {
        return step.memoryBytes() > 0 ? step.memoryBytes() : Double.NaN;
    }
}
