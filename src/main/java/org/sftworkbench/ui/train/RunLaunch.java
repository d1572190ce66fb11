package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.ObservableValue;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from Start to the engine: waits until the rows are tokens, asks the checks, and makes up
 * the command. What was overtaken by a stop or another start is dropped. FX thread only.
 */
final class RunLaunch {
    private static final Logger LOG = LoggerFactory.getLogger(RunLaunch.class);

    private final Words words;
    private final RunWords told;
    private final Parts parts;
    private final Place place;
    private final ObservableStringValue problem;
    private final Executor background;
    private final Executor files;
    private final Executor fx;
    private int launches;
    private Cancellation reading = new Cancellation();

    /** What a run is made of, what is watched in it, and the run itself. */
    record Parts(
            TrainingInputs inputs,
            TrainingChoices choices,
            StartGuard guard,
            SampleCourse samples,
            ProbeTimeline timeline,
            RunForecast forecast,
            RunCourse run) {}

    /** Where runs go, and what they are called. */
    record Place(ObservableValue<Path> root, CheckpointNames names) {}

    /**
     * @param problem why a run cannot start; empty where it can
     * @param background gets a run of what is chosen ready
     * @param files reads the rows of a past run again, which can take long
     */
    RunLaunch(
            Words words,
            Parts parts,
            Place place,
            ObservableStringValue problem,
            Executor background,
            Executor files,
            Executor fx) {
        this.words = words;
        this.parts = parts;
        this.place = place;
        this.problem = problem;
        this.background = background;
        this.files = files;
        this.fx = fx;
        told = new RunWords(words);
        parts.inputs().encodedProperty().addListener((o, was, is) -> surveyTold());
        parts.inputs().failureProperty().addListener((o, was, is) -> surveyTold());
        parts.inputs().progressProperty().addListener((o, was, is) -> showEncoding());
    }

    /** Starts a run of what is chosen now. */
    void start() {
        parts.run().prepare();
        if (parts.inputs().encodedProperty().get() != null) {
            check();
        } else {
            showEncoding();
        }
    }

    private void surveyTold() {
        if (!parts.run().isPreparing()) {
            return;
        }
        if (!problem.get().isEmpty()) {
            parts.run().fail(problem.get());
        } else if (parts.inputs().encodedProperty().get() != null) {
            check();
        }
    }

    private void showEncoding() {
        TrainingInputs inputs = parts.inputs();
        if (parts.run().isPreparing() && inputs.encodedProperty().get() == null) {
            double share = inputs.progressProperty().get();
            parts.run().preparing(share, () -> told.encoding(share, inputs.rows().size()));
        }
    }

    private void check() {
        int mine = ++launches;
        RunCourse run = parts.run();
        int rows = parts.inputs().rows().size();
        run.preparing(-1, () -> told.checking(0, rows));
        parts.guard()
                .check(
                        parts.choices().form().config().orElseThrow().length(),
                        new RowCheckUp.Listener() {
                            @Override
                            public void progressed(double share) {
                                run.preparing(share, () -> told.checking(share, rows));
                            }

                            @Override
                            public void finished(CheckedRows found) {
                                if (isWaiting(mine)) {
                                    checked(found);
                                }
                            }

                            @Override
                            public void failed(String message) {
                                if (isWaiting(mine)) {
                                    run.fail(message);
                                }
                            }
                        });
    }

    private void checked(CheckedRows found) {
        if (parts.guard().lets(found)) {
            launch();
        } else if (found.hasErrors()) {
            parts.run().refuse(parts.guard().refusal(found));
        } else {
            parts.guard().ask(found);
            parts.run().ask();
        }
    }

    private void launch() {
        parts.run().preparing(-1, () -> words.say("Getting ready"));
        RunPlan plan = plan();
        OptionalLong peak = parts.forecast().peak();
        submit(
                ++launches,
                () -> plan.ready(place.names()).foreseeing(peak),
                ready -> parts.run().submit(ready),
                background);
    }

    private RunPlan plan() {
        TrainingInputs inputs = parts.inputs();
        TrainingChoices choices = parts.choices();
        return new RunPlan(
                inputs.modelDirectoryProperty().get(),
                choices.computation().settings(),
                new TrainingMethod(choices.method().config(), choices.computation().step()),
                inputs.tokenizerProperty().get(),
                inputs.encodingProperty().get(),
                inputs.encodedProperty().get(),
                choices.form().config().orElseThrow(),
                watched(),
                inputs.sourcesProperty().get(),
                place.root().getValue());
    }

    /**
     * Writes the run that Start would begin as a job for TRL. Errors that the checks find forbid
     * it; warnings are told.
     */
    void export(Path folder) {
        RunPlan plan = plan();
        parts.guard()
                .check(
                        plan.config().length(),
                        new RowCheckUp.Listener() {
                            @Override
                            public void progressed(double share) {
                                // Nothing is shown of it.
                            }

                            @Override
                            public void finished(CheckedRows found) {
                                if (found.hasErrors()) {
                                    tell(parts.guard().noJob(found));
                                } else {
                                    write(plan, folder, parts.guard().job(folder, found));
                                }
                            }

                            @Override
                            public void failed(String message) {
                                tell(Problem.error(message));
                            }
                        });
    }

    private void write(RunPlan plan, Path folder, Problem written) {
        BackgroundTask.of(
                        () -> {
                            new JobExport(folder)
                                    .write(plan.ready(place.names()).command(), plan.options());
                            return written;
                        })
                .onSuccess(this::tell)
                .onError(RuntimeException.class, e -> tell(Problem.of(e)))
                .start(background, fx);
    }

    private void tell(Problem what) {
        parts.run().problemProperty().set(what);
    }

    private RunPlan.Watched watched() {
        RecordForm record = parts.choices().record();
        return new RunPlan.Watched(
                Optional.ofNullable(parts.samples().questionProperty().get()),
                parts.samples().every().value().orElse(0),
                Optional.ofNullable(parts.timeline().choiceProperty().get()),
                parts.timeline().every().value().orElse(0),
                record.evalShare().value().orElse(0.0),
                record.evalEvery().value().orElse(0),
                record.saveEvery().value().orElse(0),
                record.kept().value().orElse(0));
    }

    /** Lets a past run go on as it was, whatever is chosen now. */
    void goOn(Path directory) {
        cancel();
        parts.run().prepare();
        int mine = ++launches;
        showReading(mine, -1);
        Cancellation stop = new Cancellation();
        reading = stop;
        Progress progress = new EachPercent(share -> fx.execute(() -> showReading(mine, share)));
        submit(
                mine,
                () -> {
                    ReadyRun ready = new ContinuedRun(directory).ready(progress, stop);
                    return ready.foreseeing(parts.forecast().peakOf(ready.command()));
                },
                this::goOn,
                files);
    }

    private void goOn(ReadyRun ready) {
        if (!ready.remarks().isEmpty()) {
            tell(RunWords.remarked(ready.remarks()));
        }
        parts.run().submit(ready);
    }

    private void showReading(int mine, double share) {
        if (isWaiting(mine)) {
            parts.run().preparing(share, () -> words.say("Reading the run’s rows"));
        }
    }

    /** Ends the reading of a past run's rows, if there is one. */
    void cancel() {
        reading.cancel();
    }

    private void submit(
            int mine,
            Callable<ReadyRun> preparation,
            Consumer<ReadyRun> submission,
            Executor where) {
        BackgroundTask.of(preparation)
                .onSuccess(
                        ready -> {
                            if (isWaiting(mine)) {
                                submission.accept(ready);
                            } else {
                                ready.answers().close();
                            }
                        })
                .onError(
                        RuntimeException.class,
                        e -> {
                            if (isWaiting(mine)) {
                                parts.run().fail(e.getMessage());
                            }
                        })
                .onError(
                        Error.class,
                        e -> {
                            LOG.error("A run could not be got ready", e);
                            if (isWaiting(mine)) {
                                parts.run().refuse(RunWords.broken(e));
                            }
                        })
                .start(where, fx);
    }

    private boolean isWaiting(int launch) {
        return launch == launches && parts.run().isPreparing();
    }
}
