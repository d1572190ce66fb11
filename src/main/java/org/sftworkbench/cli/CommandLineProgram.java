package org.sftworkbench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.ExitGuard;
import picocli.CommandLine;

/** Runs one {@code sft} command from its arguments to its exit code. */
public final class CommandLineProgram {
    private static final int DEFAULT_WIDTH = 100;

    /** How long a stopped command may take to clean up after itself, its output perhaps blocked. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(30);

    private final Console console;
    private final Cancellation stop;

    /**
     * @param stop asks the running command to stop
     */
    CommandLineProgram(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    /**
     * Runs a command on the process's own streams. When the process is told to end meanwhile, the
     * command stops and cleans up first.
     *
     * @return the exit code
     */
    public static int run(String... args) {
        Cancellation stop = new Cancellation();
        try (ExitGuard guard = ExitGuard.stopping(stop::cancel, CLEAN_UP)) {
            return new CommandLineProgram(ofProcess(), stop).execute(args);
        }
    }

    int execute(String... args) {
        return commandLine().execute(args);
    }

    private CommandLine commandLine() {
        FailureReport failures = new FailureReport();
        return new CommandLine(new SftCommand(console))
                .addSubcommand(new DemoCommand(console, stop))
                .addSubcommand(new TokensCommand(console))
                .addSubcommand(new RenderCommand(console))
                .addSubcommand(new MaskCommand(console))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new CompareCommand(console))
                .addSubcommand(new TrainCommand(console, stop))
                .addSubcommand(new ScoreCommand(console, stop))
                .addSubcommand(new GenerateCommand(console, stop))
                .addSubcommand(new MergeCommand(console, stop))
                .addSubcommand(
                        new CommandLine(new ExportCommand(console))
                                .addSubcommand(new ExportTrlCommand(console)))
                .addSubcommand(new PretrainStarterCommand(console, stop))
                .addSubcommand(new PullCommand(console, stop))
                .addSubcommand(new ModelsCommand(console))
                .addSubcommand(new DeviceCommand(console, stop))
                .addSubcommand(
                        new CommandLine(new BenchCommand(console))
                                .addSubcommand(new BenchTrainCommand(console, stop))
                                .addSubcommand(new BenchGenerateCommand(console, stop))
                                .addSubcommand(new BenchEncodeCommand(console)))
                .setOut(console.out())
                .setErr(console.err())
                .setUsageHelpWidth(Math.max(80, Math.min(console.width(), 120)))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                console.style().ansi()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static Console ofProcess() {
        return new Console(
                writer(FileDescriptor.out, "stdout"),
                writer(FileDescriptor.err, "stderr"),
                new Style(CommandLine.Help.Ansi.AUTO.enabled()),
                width());
    }

    /**
     * UTF-8 whatever the locale says, so that no character is lost on its way to a file or another
     * program; on a Windows console what the console understands.
     */
    private static PrintWriter writer(FileDescriptor descriptor, String name) {
        OutputStream stream = new FileOutputStream(descriptor);
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        String console = windows ? System.getProperty("sun." + name + ".encoding") : null;
        Charset charset = console == null ? StandardCharsets.UTF_8 : Charset.forName(console);
        return new PrintWriter(new OutputStreamWriter(stream, charset));
    }

    private static int width() {
        try {
            return Math.max(40, Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "")));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}
