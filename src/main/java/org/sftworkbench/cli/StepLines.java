package org.sftworkbench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.cli.console.Columns;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Counted;
import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.engine.Event;
import org.sftworkbench.job.Percent;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.train.Evaluation;
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
    private final DiskWait disk;

    /** A run whose disk is full waits. */
    StepLines(Console console, boolean json) {
        this(console, json, new DiskWait(console, DiskWait.Choice.WAIT));
    }

    StepLines(Console console, boolean json, DiskWait disk) {
        this.console = console;
        this.json = json;
        this.disk = disk;
    }

    /**
     * One step as JSON, under the names that {@code metrics.jsonl} has from TRL; {@code lr} and
     * {@code supervised_tokens} are the names of before.
     */
    record Line(
            int step,
            double loss,
            Double lossAll,
            double learningRate,
            double lr,
            double gradNorm,
            int numSupervisedTokens,
            int supervisedTokens,
            int tokens,
            double tokensPerSecond,
            double epoch,
            double meanTokenAccuracy,
            double entropy,
            Double stopProbability,
            long numTokens,
            Long memoryBytes,
            double elapsedSeconds) {
        static Line of(TrainStep step) {
            return new Line(
                    step.step(),
                    step.loss(),
                    orNull(step.lossAll()),
                    step.learningRate(),
                    step.learningRate(),
                    step.gradNorm(),
                    step.supervisedTokens(),
                    step.supervisedTokens(),
                    step.tokens(),
                    step.tokensPerSecond(),
                    step.epoch(),
                    step.meanTokenAccuracy(),
                    step.entropy(),
                    orNull(step.stopProbability()),
                    step.numTokens(),
                    step.memoryBytes() == 0 ? null : step.memoryBytes(),
                    step.elapsedSeconds());
        }
    }

    /** One evaluation as JSON. */
    record EvaluationLine(
            int step,
            double epoch,
            double evalLoss,
            double evalTokenLoss,
            double evalMeanTokenAccuracy,
            double evalEntropy,
            Double evalStopProbability,
            long evalNumTokens) {
        static EvaluationLine of(Evaluation evaluation) {
            return new EvaluationLine(
                    evaluation.step(),
                    evaluation.epoch(),
                    evaluation.loss(),
                    evaluation.tokenLoss(),
                    evaluation.meanTokenAccuracy(),
                    evaluation.entropy(),
                    orNull(evaluation.stopProbability()),
                    evaluation.numTokens());
        }
    }

    /** The probed row as JSON: of each token, null for the first. */
    record ProbeLine(int step, List<Double> probeNll) {
        static ProbeLine of(Event.ProbeScored scored) {
            List<Double> nll = new ArrayList<>();
            for (double value : scored.nll()) {
                nll.add(orNull(value));
            }
            return new ProbeLine(scored.step(), nll);
        }
    }

    /** JSON has no numbers that are not finite. */
    private static Double orNull(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
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
        } else if (event instanceof Event.Evaluated evaluated) {
            if (json) {
                console.json(EvaluationLine.of(evaluated.evaluation()));
            } else {
                console.line(text(evaluated.evaluation()));
            }
        } else if (event instanceof Event.ProbeScored scored) {
            if (json) {
                console.json(ProbeLine.of(scored));
            } else {
                console.line(text(scored));
            }
        } else if (event instanceof Event.TrainResumed resumed) {
            console.remark("goes on after step " + resumed.step() + " of " + resumed.checkpoint());
        } else if (event instanceof Event.TrainBegunAgain again) {
            console.remark(again.message());
        } else if (event instanceof Event.CheckpointSaved saved) {
            console.remark("checkpoint of step " + saved.step() + ": " + saved.checkpoint());
        } else {
            disk.hear(event);
        }
    }

    /** Says how the run ended. */
    void conclude(Event.Trained end) {
        String kept =
                end.checkpoint() == null
                        ? "nothing was kept; --out DIR keeps the tuned model"
                        : "saved in " + end.checkpoint();
        String text =
                Counted.of(end.steps(), "step")
                        + " in "
                        + ProgressBar.clock(end.seconds())
                        + "; "
                        + kept;
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
                "%s, %s; %,d of %,d parameters are trained (%s)",
                Counted.of(run.rows(), "row"),
                Counted.of(run.totalSteps(), "step"),
                count.trained(),
                count.all(),
                Percent.text(count.trained(), count.all()));
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

    private static String text(Evaluation evaluation) {
        return String.format(
                Locale.ROOT,
                "evaluated after step %d: loss %.4f, accuracy %s, stops %s",
                evaluation.step(),
                evaluation.loss(),
                Percent.text(evaluation.meanTokenAccuracy()),
                Double.isNaN(evaluation.stopProbability())
                        ? "–"
                        : Percent.text(evaluation.stopProbability()));
    }

    private static String text(Event.ProbeScored scored) {
        return String.format(
                Locale.ROOT,
                "probed after step %d: mean NLL %.4f",
                scored.step(),
                Arrays.stream(scored.nll())
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN));
    }

    private static String decimals(int places, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
