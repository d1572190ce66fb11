package org.sftworkbench.ui.train;

import static org.sftworkbench.ui.common.words.Words.key;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.sftworkbench.job.Percent;
import org.sftworkbench.ui.common.Figures;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.chart.ValueRange;
import org.sftworkbench.ui.runs.MetricHistory;

/** The charts of a run, and the figures that each of them shows. */
public enum ChartKind {
    LOSS(
            key("Loss"),
            Figures::ofFour,
            new Curve(MetricHistory.LOSS, key("SFT loss"), "supervised", false),
            new Curve(MetricHistory.LOSS_ALL, key("all tokens (pretraining)"), "all-tokens", false),
            new Curve(MetricHistory.EVAL_LOSS, key("eval loss"), "evaluation", true)),
    ACCURACY(
            key("Accuracy"),
            Percent::text,
            new Curve(MetricHistory.ACCURACY, key("training"), "supervised", false),
            new Curve(MetricHistory.EVAL_ACCURACY, key("evaluation"), "evaluation", true)),
    STOP(
            key("Stops where it should"),
            Percent::text,
            new Curve(MetricHistory.STOP, key("training"), "supervised", false),
            new Curve(MetricHistory.EVAL_STOP, key("evaluation"), "evaluation", true)),
    ENTROPY(
            key("Entropy"),
            Figures::ofThree,
            new Curve(MetricHistory.ENTROPY, key("training"), "supervised", false),
            new Curve(MetricHistory.EVAL_ENTROPY, key("evaluation"), "evaluation", true)),
    LEARNING_RATE(
            key("Learning rate"),
            Figures::ofThree,
            new Curve(MetricHistory.LEARNING_RATE, key("learning rate"), "plain", false)),
    GRAD_NORM(
            key("Gradient norm"),
            Figures::ofThree,
            new Curve(MetricHistory.GRAD_NORM, key("before clipping"), "plain", false)),
    SPEED(
            key("Tokens per second"),
            value -> Numbers.count(Math.round(value)),
            new Curve(MetricHistory.SPEED, key("tokens per second"), "plain", false)),
    MEMORY(
            key("Memory"),
            Figures::bytes,
            new Curve(MetricHistory.MEMORY, key("in use after the step"), "plain", false));

    /**
     * One line of a chart.
     *
     * @param metric its name in {@code metrics.jsonl}
     * @param label what the legend calls it, in English
     * @param look its style class
     * @param sparse whether it has a point only now and then
     */
    record Curve(String metric, String label, String look, boolean sparse) {}

    private static final double A_PERCENT = 0.01;
    private static final double A_GIGABYTE = 1e9;

    private final String title;
    private final DoubleFunction<String> format;
    private final List<Curve> curves;

    ChartKind(String title, DoubleFunction<String> format, Curve... curves) {
        this.title = title;
        this.format = format;
        this.curves = List.of(curves);
    }

    /** What it is called, in English. */
    String title() {
        return title;
    }

    /** What it is called where there is little room, in English. */
    String shortTitle() {
        return switch (this) {
            case STOP -> key("Stops");
            case SPEED -> key("Tokens/s");
            default -> title;
        };
    }

    /** Writes its figures. */
    DoubleFunction<String> format() {
        return format;
    }

    /** Writes the numbers at its axis; empty where the shortest will do. */
    Optional<DoubleFunction<String>> ticks() {
        return switch (this) {
            case ACCURACY, STOP -> Optional.of(Percent::tick);
            case MEMORY -> Optional.of(Figures::bytes);
            default -> Optional.empty();
        };
    }

    /** How high its axis is at least. */
    ValueRange.Heights heights() {
        return switch (this) {
            case ACCURACY, STOP -> new ValueRange.Heights(1, A_PERCENT);
            case MEMORY -> new ValueRange.Heights(A_GIGABYTE, 0);
            default -> ValueRange.Heights.ANY;
        };
    }

    /** What it is about, in English, in more words than its title where that is not enough. */
    String meaning() {
        return this == MEMORY
                ? key(
                        "What the engine’s process holds after each step, with Java, libtorch and"
                                + " whatever was loaded before; on a GPU, all that is in use on it."
                                + " The forecast is what the run alone takes at the peak of a"
                                + " step.")
                : title;
    }

    /** Its lines, the one that matters most first. */
    List<Curve> curves() {
        return curves;
    }
}
