package org.sftworkbench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.OutputLostException;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.job.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Runs one {@code sft} command from its arguments to its exit code. */
public final class CommandLineProgram {
    private static final Logger LOG = LoggerFactory.getLogger(CommandLineProgram.class);
    private static final int DEFAULT_WIDTH = 100;

    private final Console console;
    private final Cancellation stop;
    private final UnsavedWork unsaved;
    private final Consumer<List<Path>> window;

    /**
     * @param stop asks the running command to stop
     * @param unsaved told what a stop should wait for
     * @param window told what a window is to be opened with
     */
    CommandLineProgram(
            Console console, Cancellation stop, UnsavedWork unsaved, Consumer<List<Path>> window) {
        this.console = console;
        this.stop = stop;
        this.unsaved = unsaved;
        this.window = window;
    }

    /**
     * Runs a command on the process's own streams. When the process is told to end meanwhile, the
     * command stops and cleans up first, see {@link StopSignals}.
     *
     * @param window told what a window is to be opened with, where the command asks for one; it is
     *     opened by the caller, after this
     * @return the exit code
     */
    public static int run(Consumer<List<Path>> window, String... args) {
        Console console = ofProcess();
        Cancellation stop = new Cancellation();
        UnsavedWork unsaved = new UnsavedWork();
        try (StopSignals signals = StopSignals.to(stop, unsaved, console.err())) {
            return new CommandLineProgram(console, stop, unsaved, window).execute(args);
        }
    }

    int execute(String... args) {
        CommandLine line = commandLine();
        try {
            boolean file = args.length > 0 && FirstWord.isFile(args[0]);
            return written(line.execute(file ? with("open", args) : args));
        } catch (OutOfMemoryError e) {
            LOG.warn("out of memory", e);
            console.err()
                    .println(
                            "sft: out of memory ("
                                    + e.getMessage()
                                    + "): use less data at once, or give Java more memory, such as"
                                    + " JAVA_TOOL_OPTIONS=-Xmx8g in the environment");
        } catch (StackOverflowError e) {
            LOG.warn("nested too deeply", e);
            console.err().println("sft: failed, as something it read is nested too deeply");
        }
        console.err().flush();
        return FailureReport.FAILED;
    }

    /** Help and version are printed by picocli, which does not look whether they arrive. */
    private int written(int code) {
        Optional<RuntimeException> failure = console.failure();
        if (code == 0 && failure.isPresent() && failure.get() instanceof OutputLostException) {
            console.remark("sft: " + failure.get().getMessage());
            return FailureReport.OUTPUT_LOST;
        }
        return code;
    }

    private static String[] with(String first, String... rest) {
        return Stream.concat(Stream.of(first), Arrays.stream(rest)).toArray(String[]::new);
    }

    CommandLine commandLine() {
        FailureReport failures = new FailureReport();
        return NumberBounds.readBy(commands())
                .setExecutionStrategy(
                        parsed -> {
                            UnknownWord.checkFiles(parsed);
                            NumberBounds.check(parsed);
                            return new CommandLine.RunLast().execute(parsed);
                        })
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private CommandLine commands() {
        return new CommandLine(new SftCommand(console))
                .addSubcommand(new DemoCommand(console, stop))
                .addSubcommand(new TokensCommand(console))
                .addSubcommand(new RenderCommand(console))
                .addSubcommand(new MaskCommand(console))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new CompareCommand(console))
                .addSubcommand(new TrainCommand(console, stop, unsaved))
                .addSubcommand(new ScoreCommand(console, stop))
                .addSubcommand(new GenerateCommand(console, stop))
                .addSubcommand(new MergeCommand(console, stop))
                .addSubcommand(
                        new CommandLine(new ExportCommand(console))
                                .addSubcommand(new ExportTrlCommand(console)))
                .addSubcommand(new PretrainStarterCommand(console, stop))
                .addSubcommand(new PullCommand(console, stop))
                .addSubcommand(new ModelsCommand(console))
                .addSubcommand(new OpenCommand(window))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new DeviceCommand(console, stop))
                .addSubcommand(
                        new CommandLine(new BenchCommand(console))
                                .addSubcommand(new BenchTrainCommand(console, stop))
                                .addSubcommand(new BenchGenerateCommand(console, stop))
                                .addSubcommand(new BenchEncodeCommand(console))
                                .addSubcommand(new BenchEngineCommand(console, stop)))
                .setOut(console.out())
                .setErr(console.err())
                .setUsageHelpWidth(Math.max(80, Math.min(console.width(), 120)))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                console.style().ansi()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF));
    }

    private static Console ofProcess() {
        return new Console(
                writer(FileDescriptor.out, "stdout"),
                new PrintWriter(writer(FileDescriptor.err, "stderr")),
                new Style(CommandLine.Help.Ansi.AUTO.enabled()),
                width());
    }

    /**
     * UTF-8 whatever the locale says, so that no character is lost on its way to a file or another
     * program; on a Windows console what the console understands.
     */
    private static Writer writer(FileDescriptor descriptor, String name) {
        OutputStream stream = new FileOutputStream(descriptor);
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        // The name that Java 19 and later have for it, and that of Java 17.
        String console =
                windows
                        ? System.getProperty(
                                name + ".encoding", System.getProperty("sun." + name + ".encoding"))
                        : null;
        Charset charset = console == null ? StandardCharsets.UTF_8 : Charset.forName(console);
        return new OutputStreamWriter(stream, charset);
    }

    private static int width() {
        try {
            return Math.max(40, Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "")));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}
