package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.ExitGuard;
import org.sftworkbench.starter.PretrainStarter;
import org.sftworkbench.starter.StarterHome;
import org.sftworkbench.starter.StarterRecipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft pretrain-starter}: makes the starter model and the sample data from their recipe. */
@Command(
        name = "pretrain-starter",
        description =
                "Make the starter base model from its recipe: world, corpus, vocabulary, weights;"
                        + " and the sample data.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each step is as that of 'sft train'.%n",
        footer = {
            "It takes minutes to hours. Nothing is overwritten: a directory that is in use ends the",
            "command at once, and sample files that are there already stay as they are."
        })
final class PretrainStarterCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Spec CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where the model goes: a directory that does not exist or is empty (default:"
                            + " assets/starter of the program's directory).")
    Path out;

    @Option(
            names = "--sample-data",
            paramLabel = "DIR",
            description =
                    "Where the sample data goes (default: sample-data of the program's directory;"
                            + " with --out, nowhere).")
    Path sampleData;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Optimizer steps, instead of the recipe's; for a first look.")
    Integer steps;

    @Mixin JsonMixin output;

    PretrainStarterCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    @Override
    public void run() {
        StarterRecipe recipe = recipe();
        StarterHome home = StarterHome.find();
        Path target = out == null ? home.modelTarget() : out;
        PretrainingLines lines = new PretrainingLines(console, output.json);
        // The model is computed on this thread, which the process must not leave behind.
        try (ExitGuard guard = ExitGuard.stopping(stop::cancel)) {
            new PretrainStarter(recipe, lines, stop).run(target, lines);
        }
        lines.conclude(target);
        if (sampleData != null || out == null) {
            writeSampleData(recipe, sampleData == null ? home.sampleDataTarget() : sampleData);
        }
    }

    private StarterRecipe recipe() {
        StarterRecipe recipe = StarterRecipe.standard();
        if (steps != null && steps < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--steps must be at least 1, not " + steps);
        }
        return steps == null ? recipe : recipe.withSteps(steps);
    }

    private void writeSampleData(StarterRecipe recipe, Path directory) {
        try {
            new SampleDataTarget(directory)
                    .write(recipe.seed())
                    .forEach((file, outcome) -> console.remark(file + ": " + outcome));
        } catch (IOException e) {
            throw new CommandFailure(
                    directory + ": the sample data cannot be written: " + DurableFiles.why(e));
        }
    }
}
