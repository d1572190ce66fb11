package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.bench.BenchRows;
import org.sftworkbench.bench.TrainBench;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.ExitGuard;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft bench train}: how many tokens a second are trained on. */
@Command(
        name = "train",
        description =
                "Measure how many tokens a second are trained on, with random weights and rows, by"
                        + " the loop that 'sft train' runs: forward, backward, clipping, AdamW.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each step, and a last one that holds%n",
        footer = {
            "  tokens, supervised_tokens, seconds, tokens_per_second (padding is no token),",
            "  operations_per_second   of the model, counted from its shape",
            "  multiplications         a second in large matrix products, measured in this run",
            "  share                   of them that was reached",
            "  forecast_bytes, peak_bytes   memory as forecast, and as it was (Linux, or on a GPU)"
        })
final class BenchTrainCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Spec CommandSpec spec;

    @Mixin BenchModelMixin model;

    @Option(
            names = "--ids",
            paramLabel = "FILE.jsonl",
            description =
                    "Train on these rows, {\"input_ids\": […], \"labels\": […]} a line, instead of"
                            + " random ones.")
    Path ids;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Random rows of this many tokens each; without it, of mixed lengths.")
    Integer length;

    @Option(
            names = "--trained-share",
            paramLabel = "X",
            defaultValue = "0.25",
            description = "With --length: how much of a row is trained (${DEFAULT-VALUE}).")
    double trainedShare;

    @Option(
            names = "--prompt",
            paramLabel = "N",
            defaultValue = "45",
            description =
                    "Mixed lengths: median tokens of a prompt, log-normal (${DEFAULT-VALUE}: 25"
                            + " words and a chat template).")
    double prompt;

    @Option(
            names = "--answer",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Mixed lengths: median tokens of an answer, which is trained"
                            + " (${DEFAULT-VALUE}: 45 words).")
    double answer;

    @Option(
            names = "--spread",
            paramLabel = "X",
            defaultValue = "0.6",
            description = "Mixed lengths: deviation of their logarithms (${DEFAULT-VALUE}).")
    double spread;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "4",
            description = "Rows of a step (${DEFAULT-VALUE}).")
    int batchSize;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "5",
            description = "Steps that count (${DEFAULT-VALUE}).")
    int steps;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "1",
            description = "Steps before them that do not (${DEFAULT-VALUE}).")
    int warmUp;

    @Option(
            names = "--lora-rank",
            paramLabel = "N",
            description = "Train adapters of this rank on every linear layer, not the weights.")
    Integer loraRank;

    @Option(names = "--right-padding", description = "Pad rows to the longest of their step.")
    boolean rightPadding;

    @Option(names = "--checkpointing", description = "Compute activations twice, to save memory.")
    boolean checkpointing;

    @Option(names = "--loss-all", description = "Measure the loss of unsupervised tokens too.")
    boolean lossOfAll;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which rows (${DEFAULT-VALUE}).")
    long seed;

    @Mixin JsonMixin output;

    BenchTrainCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    @Override
    public void run() {
        if (batchSize < 1 || steps < 1 || warmUp < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--batch-size and --steps must be 1 or more, --warm-up 0 or more");
        }
        ModelConfig config = model.config();
        Optional<LoraConfig> lora =
                Optional.ofNullable(loraRank).map(rank -> LoraConfig.allLinear(rank, 2.0 * rank));
        TrainBench bench =
                new TrainBench(
                        config,
                        model.loading(true, lora),
                        new StepOptions(rightPadding, checkpointing, lossOfAll),
                        batchSize,
                        warmUp);
        List<LabelledExample> rows = rows(config);
        // The model is computed on this thread, which the process must not leave behind.
        try (ExitGuard guard = ExitGuard.stopping(stop::cancel)) {
            conclude(bench.run(rows, this::tell, stop));
        }
    }

    private List<LabelledExample> rows(ModelConfig config) {
        int count = batchSize * (warmUp + steps);
        if (ids != null) {
            List<LabelledExample> rows =
                    RowEncoder.ids(ids).stream().map(SourcedExample::example).toList();
            return rows.subList(0, Math.min(rows.size(), count));
        }
        BenchRows random = new BenchRows(config.vocabularySize(), seed);
        return length == null
                ? random.mixed(count, prompt, answer, spread)
                : random.equal(count, length, trainedShare);
    }

    private void tell(TrainStep step) {
        if (output.json) {
            console.json(new Step(step.step(), step.tokens(), step.tokensPerSecond()));
        } else {
            console.line(
                    String.format(
                            Locale.ROOT,
                            "step %d: %,d tokens, %.1f tokens/s%s",
                            step.step(),
                            step.tokens(),
                            step.tokensPerSecond(),
                            step.step() <= warmUp ? " (warm-up)" : ""));
        }
    }

    /** One step, as JSON. */
    record Step(int step, int tokens, double tokensPerSecond) {}

    private void conclude(TrainBench.Result result) {
        if (output.json) {
            console.json(result);
            return;
        }
        console.line(
                String.format(
                        Locale.ROOT,
                        "%.1f tokens/s: %,d tokens, %,d of them trained, in %.1f s",
                        result.tokensPerSecond(),
                        result.tokens(),
                        result.supervisedTokens(),
                        result.seconds()));
        console.line(
                String.format(
                        Locale.ROOT,
                        "%.0f GFLOP/s of the %.0f that large matrix products reach here: %.0f %%",
                        result.operationsPerSecond() * 1e-9,
                        result.multiplications() * 1e-9,
                        100 * result.share()));
        console.line(
                String.format(
                        Locale.ROOT,
                        "memory: %.2f GB forecast%s",
                        result.forecastBytes() * 1e-9,
                        result.peakBytes() == null
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", %.2f GB at the peak (%+.0f %%)",
                                        result.peakBytes() * 1e-9,
                                        100.0 * result.forecastBytes() / result.peakBytes()
                                                - 100)));
    }
}
