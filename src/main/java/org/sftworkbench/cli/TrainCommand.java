package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.OutputClosedException;
import org.sftworkbench.cli.console.OutputLostException;
import org.sftworkbench.engine.CheckpointTarget;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.Measurements;
import org.sftworkbench.engine.ResumedRun;
import org.sftworkbench.engine.RowPlaces;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunLock;
import org.sftworkbench.train.EvaluationPlan;
import org.sftworkbench.train.TrainingConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft train}: fine-tunes a model and saves the result. */
@picocli.CommandLine.Command(
        name = "train",
        description = "Fine-tune a model, with the loss of every step; or go on with a run.",
        customSynopsis = {
            "sft train --model=DIR (--data=FILE... | --ids=FILE.jsonl) [--out=DIR] [OPTION]...",
            "       sft train --resume=RUN [--save-steps=N] [--save-total-limit=N]",
            "                 [--when-full=wait|stop] [--json]"
        },
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each step holds:%n",
        footer = {
            "  step               from 1",
            "  loss               mean NLL of the step's supervised tokens before the update",
            "  loss_all           mean NLL of all its tokens: what pretraining would minimise;",
            "                     null with --no-loss-all",
            "  learning_rate, grad_norm       before clipping",
            "  mean_token_accuracy, entropy   as TRL logs them",
            "  stop_probability   of the token that ends a turn, where one is trained; else null",
            "  epoch, num_tokens, elapsed_seconds   since the run started",
            "  num_supervised_tokens, tokens, tokens_per_second, memory_bytes",
            "  lr, supervised_tokens   the same as learning_rate and num_supervised_tokens",
            "and a line for each evaluation step, epoch, eval_loss, eval_mean_token_accuracy,",
            "eval_entropy and eval_stop_probability as TRL logs them, and eval_token_loss, the"
                    + " mean",
            "over all tokens; a line for each look at the probed row step and probe_nll.",
            "",
            "--out is a run directory: run.json says what the run is, metrics.jsonl has a line a",
            "step, log.txt what happened, checkpoints/ what it can go on from, and the tuned model",
            "stands beside them when it is finished. A run that was stopped, failed or killed goes",
            "on with --resume DIR as if it had never stopped, on the CPU bit for bit.",
            "",
            "Rows that cannot be read, are too long or have no trained token are named on the",
            "error stream and left out; the others are trained on. With --ids a broken row ends",
            "the command. The model directory is never written to. Started from an adapter, the",
            "adapter is trained on and saved as one."
        })
final class TrainCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;
    private final UnsavedWork unsaved;

    @Spec CommandSpec spec;

    @Mixin ModelMixin model;

    /** Where the rows come from. */
    static final class Rows {
        @Option(
                names = "--data",
                paramLabel = "FILE",
                arity = "1..*",
                required = true,
                description = "Rows to train on: " + ColumnsMixin.KINDS)
        List<Path> data;

        @Option(
                names = "--ids",
                paramLabel = "FILE.jsonl",
                required = true,
                description =
                        "Rows that are tokens already: {\"input_ids\": […], \"labels\": […]} a"
                                + " line, labels aligned, -100 where a token does not count.")
        Path ids;

        List<Path> files() {
            return ids == null ? data : List.of(ids);
        }
    }

    @ArgGroup(multiplicity = "1")
    Rows rows;

    @Mixin ColumnsMixin columns;

    @Mixin EncodingMixin encoding;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Keep the run here, and in the end the tuned model or its adapter: a directory"
                            + " that does not exist or is empty. Without it nothing is kept.")
    Path out;

    @Mixin RunMixin run;

    @Mixin HyperParameters numbers;

    @Mixin EvaluationMixin evaluation;

    @Mixin LoraMixin lora;

    @Mixin StepMixin step;

    @Mixin ComputeMixin compute;

    @Option(
            names = "--start-anyway",
            description =
                    "Start in spite of warnings that the checks give ('sft check'), and where the"
                            + " run needs more memory than is free. Errors block a start whatever"
                            + " is said.")
    boolean startAnyway;

    @Mixin JsonMixin output;

    TrainCommand(Console console, Cancellation stop, UnsavedWork unsaved) {
        this.console = console;
        this.stop = stop;
        this.unsaved = unsaved;
    }

    @Override
    public void run() {
        if (out != null && out.toString().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--out: names no directory");
        }
        if (run.resume == null) {
            train(command());
        } else {
            ResumedRun resumed = run.find(console);
            resumed.renderedAt().ifPresent(encoding::at);
            if (run.isAlone(spec)) {
                train(run.changed(resumed.command(console::remark, Progress.NONE, stop)));
            } else {
                train(run.goingOn(command(), resumed, spec));
            }
        }
    }

    private void train(Command.Train command) {
        if (run.resume == null && !model.isAdapter()) {
            new MemoryRemark(console, startAnyway).before(command, model.config());
        }
        StepLines lines = new StepLines(console, output.json, new DiskWait(console, run.whenFull));
        boolean[] saved = {false};
        try (EngineSession engine = new EngineSession(stop)) {
            Event.Trained end =
                    engine.run(
                            command,
                            Event.Trained.class,
                            event -> {
                                if (event instanceof Event.TrainStepped && command.out() != null) {
                                    unsaved.begins();
                                }
                                saved[0] |= event instanceof Event.CheckpointSaved;
                                lines.hear(event);
                            });
            lines.conclude(end);
        } catch (CancellationException e) {
            wayOn(command).ifPresent(console::remark);
            throw e;
        } catch (OutputClosedException | OutputLostException e) {
            wayOn(command)
                    .ifPresent(
                            way ->
                                    console.remark(
                                            "stopped, as its output is not taken any more; "
                                                    + way));
            throw e;
        } catch (CommandFailure e) {
            Optional<String> way =
                    saved[0] || run.whenFull == DiskWait.Choice.STOP
                            ? wayOn(command)
                            : Optional.empty();
            throw way.isEmpty() || e.comesAgain() ? e : e.with(way.get());
        } finally {
            unsaved.ends();
        }
    }

    /** How to go on with the run; empty where it is not kept. */
    private static Optional<String> wayOn(Command.Train command) {
        return command.out() != null && new RunDirectory(command.out()).exists()
                ? Optional.of("go on with: " + ShellWords.resume(command.out()))
                : Optional.empty();
    }

    /** What the options ask for. */
    private Command.Train command() {
        TrainingConfig config = config();
        TrainingMethod method = method();
        EvaluationPlan plan = plan();
        ModelConfig modelConfig = model.config();
        check(method, modelConfig);
        if (run.resume == null) {
            refuseRun();
            new CheckpointTarget(out).check();
        }
        RunRows.Prepared prepared =
                new RunRows(console, model, columns, encoding, evaluation, config)
                        .prepare(
                                rows,
                                run.resume == null
                                        ? Optional.of(StartCheck.ofRun(console, startAnyway))
                                        : Optional.empty());
        if (out == null && run.resume == null) {
            console.remark("The tuned model will not be kept; --out DIR keeps it.");
        }
        RowPlaces places = SourcedExample.places(rows.files(), prepared.rows());
        Command.Train command =
                Command.Train.from(model.directory(), prepared.examples(), prepared.padId(), config)
                        .with(compute.settings(model.base()))
                        .by(method)
                        .into(out)
                        .of(places.origins())
                        .measuring(measurements(prepared, plan));
        if (out == null && run.resume == null) {
            return command;
        }
        evaluation.recorded(prepared).write(prepared.recipe().policy());
        return command.recorded(
                run.recording(places, prepared.recipe(), model.tokenizerPathIfAny()));
    }

    /** A directory that holds a run already is the likeliest one not to be empty. */
    private void refuseRun() {
        if (out != null && new RunDirectory(out).exists()) {
            RunLock.requireFree(new RunDirectory(out));
            throw new CommandFailure(
                    out
                            + ": already exists and is not empty: it holds a run. Choose another"
                            + " directory, or go on with it: "
                            + ShellWords.resume(out));
        }
    }

    private TrainingConfig config() {
        try {
            return numbers.config();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private TrainingMethod method() {
        try {
            return new TrainingMethod(lora.config(), step.options());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private EvaluationPlan plan() {
        try {
            return evaluation.plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Measurements measurements(RunRows.Prepared prepared, EvaluationPlan plan) {
        Measurements rows =
                new Measurements(
                        prepared.turnEnds(),
                        prepared.heldOutExamples(),
                        plan.every(),
                        plan.batchSize(),
                        Optional.empty(),
                        0);
        return prepared.probed()
                .map(row -> rows.withProbe(row, evaluation.probeEvery))
                .orElse(rows);
    }

    /** Whether the model can be trained like this, before its rows are read. */
    private void check(TrainingMethod method, ModelConfig modelConfig) {
        if (method.lora().isPresent() && model.isAdapter()) {
            throw new CommandFailure(
                    model.directory()
                            + ": is an adapter already; leave the --lora options out to train it"
                            + " on, or make it part of its base model with 'sft merge' first");
        }
        ParameterCount.ofNew(modelConfig, method.lora());
    }
}
