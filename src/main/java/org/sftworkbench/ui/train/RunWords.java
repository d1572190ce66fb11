package org.sftworkbench.ui.train;

import java.math.BigDecimal;
import java.math.MathContext;
import org.sftworkbench.engine.Event;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.common.Numbers;

/** What is said about a run in the status line. */
final class RunWords {
    private RunWords() {}

    static String encoding(double share, int rows) {
        return "Encoding rows: "
                + Numbers.count(Math.round(share * rows))
                + " of "
                + Numbers.count(rows);
    }

    static String started(Event.TrainStarted run) {
        String dropped =
                run.dropped() == 0
                        ? ""
                        : ", "
                                + Numbers.count(run.dropped())
                                + " left out (too long or nothing to learn)";
        return Numbers.count(run.rows(), "row", "rows")
                + dropped
                + ", "
                + Numbers.count(run.totalSteps(), "step", "steps")
                + (run.parameters().trained() == run.parameters().all()
                        ? ""
                        : ", " + Numbers.count(run.parameters().trained()) + " parameters trained");
    }

    static String step(TrainStep step, boolean paused) {
        String where =
                "step " + Numbers.count(step.step()) + " of " + Numbers.count(step.totalSteps());
        return paused
                ? "Paused at " + where
                : "Training: " + where + ", about " + Numbers.duration(secondsLeft(step)) + " left";
    }

    /** Time left if the coming steps take as long as those so far did on average, in seconds. */
    static double secondsLeft(TrainStep step) {
        return step.elapsedSeconds() / step.step() * (step.totalSteps() - step.step());
    }

    /** A figure to four digits, small ones with an exponent. */
    static String figure(double value) {
        return figure(value, 4);
    }

    /** The same to three digits, where room is short. */
    static String shortFigure(double value) {
        return figure(value, 3);
    }

    private static String figure(double value, int digits) {
        return Double.isFinite(value)
                ? Numbers.format(new BigDecimal(value).round(new MathContext(digits)).doubleValue())
                : "not a number";
    }

    static String finished(Event.Trained run) {
        return "Finished "
                + Numbers.count(run.steps(), "step", "steps")
                + " in "
                + Numbers.duration(run.seconds());
    }

    static String stopped(Event.Cancelled run) {
        return run.step() == 0
                ? "Stopped before the first step; nothing was saved"
                : "Stopped after "
                        + Numbers.count(run.step(), "step", "steps")
                        + "; nothing was saved";
    }

    static String failed(int steps) {
        return steps == 0
                ? "The run did not start"
                : "The run failed after " + Numbers.count(steps, "step", "steps");
    }

    static String nothingToTrain(EncodedRows all, int maxLength) {
        return all.supervisedTokens() == 0
                ? "The loss mask leaves no token to train on; choose another policy in the Template"
                        + " pane."
                : "All rows are longer than "
                        + Numbers.count(maxLength, "token", "tokens")
                        + "; raise the max length, or set it to 0 for no limit.";
    }
}
