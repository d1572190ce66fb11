package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.engine.process.EngineLaunch;
import org.sftworkbench.engine.process.ProcessEngine;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.starter.StarterHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft bench engine}: what it costs that the window computes in a process of its own. */
@Command(
        name = "engine",
        description =
                "Measure what it costs to compute in a process of its own, as the window does:"
                        + " training and answering, once there and once in this process, in turn.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each round in each place, and a last one:%n",
        footer = {
            "  apart                      whether it was in a process of its own",
            "  trained_tokens_per_second  from the first step's end to the last one's",
            "  first_token_seconds        from the question to the first token",
            "  written_tokens_per_second  from then on",
            "  The last line has the medians of both, and their shares: 1 is no difference."
        })
final class BenchEngineCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Spec CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR|NAME",
            converter = ModelPlace.class,
            description = "The model (the starter model).")
    Path model;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "4",
            description = "Rows of 128 tokens in a step (${DEFAULT-VALUE}).")
    int batchSize;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "30",
            description = "Steps to train (${DEFAULT-VALUE}).")
    int steps;

    @Option(
            names = "--new",
            paramLabel = "N",
            defaultValue = "300",
            description = "Tokens to write (${DEFAULT-VALUE}).")
    int newTokens;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds that count, after one that does not (${DEFAULT-VALUE}).")
    int rounds;

    @Mixin ComputeMixin compute;

    @Mixin JsonMixin output;

    BenchEngineCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    /** One round in one place, as JSON. */
    record Round(
            boolean apart,
            double trainedTokensPerSecond,
            double firstTokenSeconds,
            double writtenTokensPerSecond) {
        Round(boolean apart, EngineSpeed.Figures figures) {
            this(
                    apart,
                    figures.trainedTokensPerSecond(),
                    figures.firstTokenSeconds(),
                    figures.writtenTokensPerSecond());
        }
    }

    /** Medians of all rounds, as JSON. */
    record Medians(
            EngineSpeed.Figures inThisProcess,
            EngineSpeed.Figures apart,
            double trainedShare,
            double firstTokenShare,
            double writtenShare) {}

    @Override
    public void run() {
        if (batchSize < 1 || steps < 2 || newTokens < 2 || rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--batch-size and --rounds must be 1 or more, --steps and --new 2 or more");
        }
        EngineSpeed speed =
                new EngineSpeed(
                        model == null ? StarterHome.find().model() : model,
                        compute.settings(Optional.empty()),
                        batchSize,
                        steps,
                        newTokens);
        List<EngineSpeed.Figures> inside = new ArrayList<>();
        List<EngineSpeed.Figures> apart = new ArrayList<>();
        try (TemporaryDirectory reports = TemporaryDirectory.make();
                EngineSession here = new EngineSession(stop);
                EngineSession there =
                        new EngineSession(
                                new ProcessEngine(EngineLaunch.reportingTo(reports.path())),
                                stop)) {
            // Once unmeasured: the first run finds code and memory cold.
            speed.measure(here);
            speed.measure(there);
            for (int round = 0; round < rounds; round++) {
                inside.add(tell(false, speed.measure(here)));
                apart.add(tell(true, speed.measure(there)));
            }
        }
        conclude(median(inside), median(apart));
    }

    private EngineSpeed.Figures tell(boolean apart, EngineSpeed.Figures figures) {
        if (output.json) {
            console.json(new Round(apart, figures));
        } else {
            console.line(
                    (apart ? "in its own process: " : "in this process:    ") + words(figures));
        }
        return figures;
    }

    private static String words(EngineSpeed.Figures figures) {
        return String.format(
                Locale.ROOT,
                "%,.0f tokens/s trained, first token after %.1f ms, then %,.1f tokens/s",
                figures.trainedTokensPerSecond(),
                1000 * figures.firstTokenSeconds(),
                figures.writtenTokensPerSecond());
    }

    private void conclude(EngineSpeed.Figures inside, EngineSpeed.Figures apart) {
        Medians medians =
                new Medians(
                        inside,
                        apart,
                        apart.trainedTokensPerSecond() / inside.trainedTokensPerSecond(),
                        apart.firstTokenSeconds() / inside.firstTokenSeconds(),
                        apart.writtenTokensPerSecond() / inside.writtenTokensPerSecond());
        if (output.json) {
            console.json(medians);
            return;
        }
        console.line(
                String.format(
                        Locale.ROOT,
                        "own process against this one, medians: trained %+.1f %%, first token"
                                + " %+.1f ms, written %+.1f %%",
                        100 * medians.trainedShare() - 100,
                        1000 * (apart.firstTokenSeconds() - inside.firstTokenSeconds()),
                        100 * medians.writtenShare() - 100));
    }

    private static EngineSpeed.Figures median(List<EngineSpeed.Figures> rounds) {
        return new EngineSpeed.Figures(
                median(rounds, EngineSpeed.Figures::trainedTokensPerSecond),
                median(rounds, EngineSpeed.Figures::firstTokenSeconds),
                median(rounds, EngineSpeed.Figures::writtenTokensPerSecond));
    }

    private static double median(
            List<EngineSpeed.Figures> rounds, ToDoubleFunction<EngineSpeed.Figures> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
