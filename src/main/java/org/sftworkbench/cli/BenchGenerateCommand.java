package org.sftworkbench.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.bench.GenerateBench;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Sampling;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.ExitGuard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft bench generate}: how many tokens a second are written. */
@Command(
        name = "generate",
        description =
                "Measure how many tokens a second are written, with random weights: one row"
                        + " alone, and left-padded batches.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each number of rows:%n",
        footer = {
            "  rows, prompt_tokens, new_tokens, prompt_seconds,",
            "  tokens_per_second   of all rows, after the first token",
            "  bytes_per_second    that must be read: every matrix and the cache, once a step",
            "  bandwidth           bytes a second that a sum reads here, measured in this run",
            "  share               of it that was reached"
        })
final class BenchGenerateCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Spec CommandSpec spec;

    @Mixin BenchModelMixin model;

    @Option(
            names = "--rows",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,8",
            description = "Rows continued together, one measurement each (${DEFAULT-VALUE}).")
    List<Integer> rows;

    @Option(
            names = "--prompt",
            paramLabel = "N",
            defaultValue = "64",
            description = "Tokens of the longest prompt (${DEFAULT-VALUE}).")
    int prompt;

    @Option(
            names = "--new",
            paramLabel = "N",
            defaultValue = "64",
            description = "Tokens to write (${DEFAULT-VALUE}).")
    int newTokens;

    @Option(
            names = "--alternatives",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Likeliest tokens to find with each that is written, as the chat does"
                            + " (${DEFAULT-VALUE}).")
    int alternatives;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            defaultValue = "0",
            description = "0 takes the likeliest token (${DEFAULT-VALUE}).")
    double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "X",
            defaultValue = "1",
            description = "As in generate (${DEFAULT-VALUE}).")
    double topP;

    @Mixin JsonMixin output;

    BenchGenerateCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    @Override
    public void run() {
        if (prompt < 1 || newTokens < 2 || rows.stream().anyMatch(n -> n < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--rows and --prompt must be 1 or more, --new 2 or more");
        }
        GenerationSettings settings = settings();
        // The model is computed on this thread, which the process must not leave behind.
        try (ExitGuard guard = ExitGuard.stopping(stop::cancel);
                GenerateBench bench =
                        new GenerateBench(model.config(), model.loading(false, Optional.empty()))) {
            // Once unmeasured: the first run finds code and memory cold.
            bench.run(1, Math.min(prompt, 16), GenerationSettings.greedy(4), stop);
            for (int count : rows) {
                tell(bench.run(count, prompt, settings, stop));
            }
        }
    }

    private GenerationSettings settings() {
        try {
            return new GenerationSettings(
                    newTokens,
                    new Sampling(temperature, 0, topP, 0, 1, 0),
                    true,
                    List.of(),
                    alternatives);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void tell(GenerateBench.Result result) {
        if (output.json) {
            console.json(result);
            return;
        }
        console.line(
                String.format(
                        Locale.ROOT,
                        "%d row%s: %.1f tokens/s (prompt of %d tokens: %.2f s); %.1f GB/s of the"
                                + " %.1f that memory gives: %.0f %%",
                        result.rows(),
                        result.rows() == 1 ? "" : "s",
                        result.tokensPerSecond(),
                        result.promptTokens(),
                        result.promptSeconds(),
                        result.bytesPerSecond() * 1e-9,
                        result.bandwidth() * 1e-9,
                        100 * result.share()));
    }
}
