package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.engine.ResumedRun;
import org.sftworkbench.engine.RowPlaces;
import org.sftworkbench.engine.RowRecipe;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options of checkpoints, and of a run that goes on. */
final class RunMixin {
    /** What may be given anew beside {@code --resume} alone. */
    private static final Set<String> BESIDE =
            Set.of("--resume", "--save-steps", "--save-total-limit", "--when-full", "--json");

    @Option(
            names = "--save-steps",
            paramLabel = "N",
            description =
                    "Optimizer steps between two checkpoints of the run, besides one at its end;"
                            + " 0 for none (default: 500). A run that is stopped saves one.")
    Integer saveSteps;

    @Option(
            names = "--save-total-limit",
            paramLabel = "N",
            description =
                    "Keep so many checkpoints and delete older ones, but never the newest nor the"
                            + " one with the lowest eval_loss; 0 keeps all (the default).")
    Integer saveTotalLimit;

    @Option(
            names = "--when-full",
            paramLabel = "wait|stop",
            defaultValue = "wait",
            converter = WhenFullConverter.class,
            description =
                    "What to do where the disk does not take what the run keeps: wait until it"
                            + " does and go on (the default), or stop with exit code 1, to be gone"
                            + " on with by --resume.")
    DiskWait.Choice whenFull;

    static final class WhenFullConverter implements ITypeConverter<DiskWait.Choice> {
        @Override
        public DiskWait.Choice convert(String text) {
            return switch (text) {
                case "wait" -> DiskWait.Choice.WAIT;
                case "stop" -> DiskWait.Choice.STOP;
                default ->
                        throw new TypeConversionException(
                                "must be wait or stop, not '" + text + "'");
            };
        }
    }

    // With it, options that a new run needs may be left out.
    @Option(
            names = "--resume",
            paramLabel = "RUN",
            help = true,
            description =
                    "Go on with the run in this directory, from the newest checkpoint that is"
                            + " whole, or from the checkpoint that is named. Everything is as the"
                            + " run was started; options given beside must be the same.")
    Path resume;

    ResumedRun find(Console console) {
        return ResumedRun.find(resume, console::remark);
    }

    /** Whether the run is named without what it was started with. */
    boolean isAlone(CommandSpec spec) {
        List<String> given =
                spec.commandLine().getParseResult().matchedOptions().stream()
                        .map(OptionSpec::longestName)
                        .filter(name -> !BESIDE.contains(name))
                        .toList();
        boolean whole =
                given.contains("--model") && (given.contains("--data") || given.contains("--ids"));
        if (!given.isEmpty() && !whole) {
            throw new ParameterException(
                    spec.commandLine(),
                    given.get(0)
                            + ": a run goes on as it was started; leave this out, or give --model"
                            + " and --data with everything the run was started with");
        }
        return given.isEmpty();
    }

    /** The command a run's record makes up, but for how often it saves. */
    Command.Train changed(Command.Train command) {
        Recording recorded = command.recording().orElseThrow();
        return command.recorded(
                recorded.saving(
                        saveSteps == null ? recorded.saveSteps() : saveSteps,
                        saveTotalLimit == null ? recorded.saveTotalLimit() : saveTotalLimit));
    }

    /** A command of options, going on with a run. */
    Command.Train goingOn(Command.Train command, ResumedRun resumed, CommandSpec spec) {
        Path run = resumed.directory().path();
        if (command.out() != null && !same(command.out(), run)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out: the run goes on in " + run + "; leave --out out, or name that");
        }
        return command.into(run)
                .recorded(command.recording().orElseThrow().from(resumed.checkpoint()));
    }

    private static boolean same(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    Recording recording(RowPlaces places, RowRecipe recipe, Optional<Path> tokenizer) {
        return Recording.of(places.files(), recipe, tokenizer)
                .saving(
                        saveSteps == null ? Recording.SAVE_STEPS : saveSteps,
                        saveTotalLimit == null ? 0 : saveTotalLimit);
    }
}
