package org.sftworkbench.cli;

import java.util.Locale;
import org.sftworkbench.cli.console.Columns;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.engine.Event;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.train.TrainStep;

/** Writes a line for each optimizer step, for people or for programs. */
final class StepLines {
    private static final Columns COLUMNS =
            Columns.of(
                    8,
                    "step",
                    "loss",
                    "loss all",
                    "lr",
                    "grad norm",
                    "trained",
                    "tokens",
                    "tokens/s");

    private final Console console;
    private final boolean json;

    StepLines(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** One step as JSON. */
    record Line(
            int step,
            double loss,
            Double lossAll,
            double lr,
            double gradNorm,
            int supervisedTokens,
            int tokens,
            double tokensPerSecond) {
        static Line of(TrainStep step) {
            return new Line(
                    step.step(),
                    step.loss(),
                    // JSON has no numbers that are not finite.
                    Double.isFinite(step.lossAll()) ? step.lossAll() : null,
                    step.learningRate(),
                    step.gradNorm(),
                    step.supervisedTokens(),
                    step.tokens(),
                    step.tokensPerSecond());
        }
    }

    void hear(Event event) {
        if (event instanceof Event.TrainStarted started) {
            String summary = summary(started);
            if (json) {
                console.remark(summary);
            } else {
                console.line(summary);
                console.line(console.style().dim(COLUMNS.head()));
            }
        } else if (event instanceof Event.TrainStepped stepped) {
            if (json) {
                console.json(Line.of(stepped.step()));
            } else {
                console.line(text(stepped.step()));
            }
        } else if (event instanceof Event.TrainResumed resumed) {
            console.remark("goes on after step " + resumed.step() + " of " + resumed.checkpoint());
        } else if (event instanceof Event.CheckpointSaved saved) {
            console.remark("checkpoint of step " + saved.step() + ": " + saved.checkpoint());
        }
    }

    /** Says how the run ended. */
    void conclude(Event.Trained end) {
        String kept =
                end.checkpoint() == null
                        ? "nothing was kept; --out DIR keeps the tuned model"
                        : "saved in " + end.checkpoint();
        String text = end.steps() + " steps in " + ProgressBar.clock(end.seconds()) + "; " + kept;
        if (json) {
            console.remark(text);
        } else {
            console.line(text);
        }
    }

    private static String summary(Event.TrainStarted run) {
        ParameterCount count = run.parameters();
        return String.format(
                Locale.ROOT,
                "%d %s, %d %s; %,d of %,d parameters are trained (%.2f %%)",
                run.rows(),
                run.rows() == 1 ? "row" : "rows",
                run.totalSteps(),
                run.totalSteps() == 1 ? "step" : "steps",
                count.trained(),
                count.all(),
                count.percent());
    }

    private static String text(TrainStep step) {
        return COLUMNS.line(
                Integer.toString(step.step()),
                decimals(4, step.loss()),
                decimals(4, step.lossAll()),
                String.format(Locale.ROOT, "%.2e", step.learningRate()),
                decimals(3, step.gradNorm()),
                Integer.toString(step.supervisedTokens()),
                Integer.toString(step.tokens()),
                decimals(0, step.tokensPerSecond()));
    }

    private static String decimals(int places, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
