package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.engine.Event;
import org.sftworkbench.job.Progress;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.TrainingListener;

/** Tells the course of the starter's pretraining: a progress bar for people, steps for programs. */
final class PretrainingLines implements Progress, TrainingListener {
    private final Console console;
    private final boolean json;
    private final StepLines steps;
    private String phase = "";
    private ProgressBar bar;

    PretrainingLines(Console console, boolean json) {
        this.console = console;
        this.json = json;
        this.steps = new StepLines(console, true);
        this.bar = new ProgressBar(console);
    }

    @Override
    public void report(String what, long done, long total) {
        report(what, done, total, "");
    }

    @Override
    public void started(int rows, int dropped, int totalSteps) {
        report("pretraining", 0, totalSteps);
    }

    @Override
    public void stepped(TrainStep step) {
        if (json) {
            steps.hear(new Event.TrainStepped(step));
        } else {
            report(
                    "pretraining",
                    step.step(),
                    step.totalSteps(),
                    String.format(
                            Locale.ROOT,
                            "loss %.3f, %.0f tokens/s",
                            step.loss(),
                            step.tokensPerSecond()));
        }
    }

    void conclude(Path target) {
        bar.end();
        if (json) {
            console.remark("saved in " + target);
        } else {
            console.line("The starter model is in " + target);
        }
    }

    private void report(String what, long done, long total, String detail) {
        if (json) {
            return;
        }
        if (!what.equals(phase)) {
            phase = what;
            bar.end();
            bar = new ProgressBar(console);
        }
        bar.report(what, done, total, detail);
    }
}
