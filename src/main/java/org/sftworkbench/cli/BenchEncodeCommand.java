package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingPipeline;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft bench encode}: how many rows a second are read, rendered, tokenized and masked. */
@Command(
        name = "encode",
        description =
                "Measure how many rows a second are read from a file, rendered, tokenized and"
                        + " masked. The rows are written first, of Alpaca's size, the same each"
                        + " time; what stays is nothing.",
        sortOptions = false,
        footerHeading =
                "%nThe first pass is what a command that reads a file sees; later ones run%n",
        footer = {
            "on code that is compiled. The stages are measured one row after another on one thread,",
            "after the passes. With --json, a line for each pass and one for the stages:",
            "  pass, rows, tokens, trained_tokens, seconds, cpu_seconds, rows_per_second,",
            "  tokens_per_second, threads;",
            "  read_us, render_us, tokenize_us, mask_us: microseconds a row."
        })
final class BenchEncodeCommand implements Runnable {
    private final Console console;

    @Spec CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    TokensCommand.Source source;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "52000",
            description = "Rows to encode (${DEFAULT-VALUE}, as many as Alpaca has).")
    int rows;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Encoding threads (as many as there are cores).")
    Integer threads;

    @Option(
            names = "--passes",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often to go through the rows (${DEFAULT-VALUE}).")
    int passes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which rows are written (${DEFAULT-VALUE}).")
    long seed;

    @Mixin EncodingMixin encoding;

    @Mixin JsonMixin output;

    BenchEncodeCommand(Console console) {
        this.console = console;
    }

    /** One pass over all rows, as JSON. */
    record Pass(
            int pass,
            int rows,
            long tokens,
            long trainedTokens,
            double seconds,
            double cpuSeconds,
            double rowsPerSecond,
            double tokensPerSecond,
            int threads) {}

    @Override
    public void run() {
        int used = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (rows < 1 || used < 1 || passes < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rows, --threads and --passes must be 1 or more");
        }
        UsageTracking.optOut();
        try (TemporaryDirectory temporary = TemporaryDirectory.make();
                Tokenizer tokenizer = HuggingFaceFileTokenizer.open(source.path())) {
            ExampleEncoder encoder = encoding.encoder(tokenizer);
            Path file = written(temporary.path().resolve("rows.jsonl"));
            for (int pass = 1; pass <= passes; pass++) {
                tell(pass(pass, file, encoder, used));
            }
            tell(new EncodingStages(tokenizer, encoding, encoder).measure(file));
        }
    }

    private Path written(Path file) {
        try {
            new AlpacaSizedRows(seed).write(rows, file);
            if (!output.json) {
                console.line(
                        String.format(
                                Locale.ROOT,
                                "%,d rows, %.1f MB of JSON lines",
                                rows,
                                Files.size(file) / 1e6));
            }
            return file;
        } catch (IOException e) {
            throw new CommandFailure(file + ": the rows cannot be written: " + DurableFiles.why(e));
        }
    }

    private static Pass pass(int pass, Path file, ExampleEncoder encoder, int threads) {
        Counting counting = new Counting();
        Duration cpuBefore = cpu();
        long start = System.nanoTime();
        try (RowStream rows = new DatasetReader(ColumnMapping.NONE).stream(file)) {
            new EncodingPipeline(encoder, threads).run(rows, counting);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = cpu().minus(cpuBefore).toNanos() / 1e9;
        return new Pass(
                pass,
                counting.rows,
                counting.tokens,
                counting.trained,
                seconds,
                cpuSeconds,
                counting.rows / seconds,
                counting.tokens / seconds,
                threads);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void tell(Pass pass) {
        if (output.json) {
            console.json(pass);
            return;
        }
        console.line(
                String.format(
                        Locale.ROOT,
                        "pass %d: %,.0f rows/s, %,.0f tokens/s (%.2f s, %.2f s of CPU, %d threads;"
                                + " %,d tokens, %.1f %% trained)",
                        pass.pass(),
                        pass.rowsPerSecond(),
                        pass.tokensPerSecond(),
                        pass.seconds(),
                        pass.cpuSeconds(),
                        pass.threads(),
                        pass.tokens(),
                        100.0 * pass.trainedTokens() / Math.max(1, pass.tokens())));
    }

    private void tell(EncodingStages.Times times) {
        if (output.json) {
            console.json(times);
            return;
        }
        console.line(
                String.format(
                        Locale.ROOT,
                        "a row on one thread: read %.1f µs, render %.1f µs, tokenize %.1f µs, mask"
                                + " %.1f µs",
                        times.readUs(),
                        times.renderUs(),
                        times.tokenizeUs(),
                        times.maskUs()));
    }

    /** Counts what comes out; a row that fails ends the measurement, which would be of nothing. */
    private static final class Counting implements EncodingPipeline.Sink {
        private int rows;
        private long tokens;
        private long trained;

        @Override
        public void encoded(DataRow row, LabelledExample example) {
            rows++;
            tokens += example.length();
            for (boolean counts : example.trained()) {
                trained += counts ? 1 : 0;
            }
        }

        @Override
        public void failed(DataRow row, RuntimeException failure) {
            throw new CommandFailure(
                    "row " + row.number() + " cannot be encoded: " + RowEncoder.why(failure));
        }

        @Override
        public void malformed(RowProblem problem) {
            throw new DataException("row " + problem.number() + ": " + problem.message());
        }
    }
}
