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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

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
        try {
            String[] words = meant(args);
            return written(commandLine(words).execute(words));
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
        Optional<RuntimeException> failure = code == 0 ? console.failure() : Optional.empty();
        if (failure.isEmpty()) {
            return code;
        }
        if (failure.get() instanceof OutputLostException) {
            console.remark("sft: " + failure.get().getMessage());
            return FailureReport.OUTPUT_LOST;
        }
        return FailureReport.OUTPUT_CLOSED;
    }

    /** What is typed stands for a command: a file is opened, and help is an option of each. */
    private static String[] meant(String... args) {
        if (args.length == 0 || args[0].startsWith("-") || FirstWord.isCommand(args[0])) {
            return args;
        }
        if (FirstWord.isFile(args[0])) {
            return with("open", args);
        }
        if (args[0].equals("help")) {
            Stream<String> of = Arrays.stream(args).filter(arg -> !HELP.contains(arg));
            return meant(Stream.concat(of, Stream.of("--help")).toArray(String[]::new));
        }
        // Whatever follows, --help too, is of a command that there is none of.
        return with(args[0]);
    }

    private static String[] with(String first, String... rest) {
        return Stream.concat(Stream.of(first), Arrays.stream(rest)).toArray(String[]::new);
    }

    /** With every command that there is. */
    CommandLine commandLine() {
        return commandLine(commands().values());
    }

    /** With the command alone that the first word names, as what is known of one costs time. */
    private CommandLine commandLine(String... args) {
        Supplier<?> one = args.length == 0 ? null : commands().get(args[0]);
        return one == null ? commandLine() : commandLine(List.of(one));
    }

    private CommandLine commandLine(Collection<Supplier<?>> commands) {
        FailureReport failures = new FailureReport();
        CommandLine line = new CommandLine(new SftCommand(console));
        commands.forEach(command -> line.addSubcommand(command.get()));
        // A prompt or a file may begin with an @, and picocli would read arguments from a file.
        line.setExpandAtFiles(false)
                .setOut(console.out())
                .setErr(console.err())
                .setUsageHelpWidth(Math.max(80, Math.min(console.width(), 120)))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                console.style().ansi()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF));
        return NumberBounds.readBy(line)
                .setExecutionStrategy(
                        parsed -> {
                            UnknownWord.checkFiles(parsed);
                            NumberBounds.check(parsed);
                            return new CommandLine.RunLast().execute(parsed);
                        })
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    /** By name, in the order in which they are listed. */
    private Map<String, Supplier<?>> commands() {
        Map<String, Supplier<?>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new DemoCommand(console, stop));
        commands.put("tokens", () -> new TokensCommand(console));
        commands.put("render", () -> new RenderCommand(console));
        commands.put("mask", () -> new MaskCommand(console));
        commands.put("check", () -> new CheckCommand(console));
        commands.put("compare", () -> new CompareCommand(console));
        commands.put("train", () -> new TrainCommand(console, stop, unsaved));
        commands.put("score", () -> new ScoreCommand(console, stop));
        commands.put("generate", () -> new GenerateCommand(console, stop));
        commands.put("merge", () -> new MergeCommand(console, stop));
        commands.put("export", this::export);
        commands.put("pretrain-starter", () -> new PretrainStarterCommand(console, stop));
        commands.put("pull", () -> new PullCommand(console, stop));
        commands.put("models", () -> new ModelsCommand(console));
        commands.put("open", () -> new OpenCommand(window));
        commands.put("report", () -> new ReportCommand(console));
        commands.put("device", () -> new DeviceCommand(console, stop));
        commands.put("bench", this::bench);
        return commands;
    }

    private CommandLine export() {
        return new CommandLine(new ExportCommand(console))
                .addSubcommand(new ExportTrlCommand(console));
    }

    private CommandLine bench() {
        return new CommandLine(new BenchCommand(console))
                .addSubcommand(new BenchTrainCommand(console, stop))
                .addSubcommand(new BenchGenerateCommand(console, stop))
                .addSubcommand(new BenchEncodeCommand(console))
                .addSubcommand(new BenchEngineCommand(console, stop));
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
