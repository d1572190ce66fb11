package org.sftworkbench.engine.process;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.sftworkbench.disk.Listing;

/**
 * Starts the process that computes: the same Java, classes, sizes and settings as this one has.
 *
 * <p>An image without a {@code java} of its own starts itself with {@link EngineProcess#ARGUMENT}.
 */
public final class EngineLaunch {
    /** Longer ones go by a file, as systems bound the length of a command. */
    private static final int LONGEST_COMMAND = 16_000;

    private static final String ARGUMENTS = ".java-args";

    /** Of this process alone: debuggers, recorders, reports. */
    private static final List<String> OWN =
            List.of(
                    "-agentlib:",
                    "-agentpath:",
                    "-javaagent:",
                    "-Xrun",
                    "-Xdebug",
                    "-XX:ErrorFile=",
                    "-XX:StartFlightRecording",
                    "-Dcom.sun.management.");

    private static final List<String> SETTINGS = List.of("sft.", "ai.djl.");

    private final Path reports;
    private final Class<?> main;
    private final List<String> options;

    private EngineLaunch(Path reports, Class<?> main, List<String> options) {
        this.reports = reports;
        this.main = main;
        this.options = List.copyOf(options);
    }

    /**
     * @param reports where Java's report of a crash goes; made when the process is started
     */
    public static EngineLaunch reportingTo(Path reports) {
        return new EngineLaunch(
                reports.toAbsolutePath().normalize(), EngineProcess.class, List.of());
    }

    /** The same with another program, which speaks the same. */
    EngineLaunch running(Class<?> other, String... more) {
        return new EngineLaunch(reports, other, List.of(more));
    }

    /** The report of a crash, where the process left one. */
    Optional<Path> crashReport(long pid) {
        return new CrashReports(reports).of(pid);
    }

    /**
     * @throws IOException where the system does not start it
     */
    Process start() throws IOException {
        Files.createDirectories(reports);
        ProcessBuilder builder = new ProcessBuilder();
        Path java = java();
        String self = System.getProperty("jpackage.app-path");
        if (Files.isExecutable(java) || self == null) {
            List<String> arguments = arguments();
            builder.command().add(java.toString());
            builder.command().addAll(arguments);
            if (arguments.stream().mapToInt(String::length).sum() > LONGEST_COMMAND) {
                builder.command(java.toString(), "@" + inFile(arguments));
            }
        } else {
            builder.command(self, EngineProcess.ARGUMENT);
            builder.environment()
                    .merge(
                            "JAVA_TOOL_OPTIONS",
                            // Java takes what is quoted as one option, spaces and all.
                            '"' + errorFile() + '"',
                            (given, ours) -> given + " " + ours);
        }
        EngineEnvironment.ofThisMachine().forEach(builder.environment()::put);
        return builder.start();
    }

    private static Path java() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    }

    private String errorFile() {
        // A % is doubled, as Java fills in what follows one.
        return "-XX:ErrorFile="
                + reports.toString().replace("%", "%%")
                + File.separator
                + CrashReports.fileName();
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith))
                .forEach(arguments::add);
        for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
            if (SETTINGS.stream().anyMatch(name::startsWith)) {
                arguments.add("-D" + name + "=" + System.getProperty(name));
            }
        }
        // A crash is told on stderr, and leaves its report and nothing else.
        arguments.add("-XX:+DisplayVMOutputToStderr");
        arguments.add("-XX:-CreateCoredumpOnCrash");
        arguments.add(errorFile());
        arguments.addAll(options);
        arguments.add("-cp");
        arguments.add(System.getProperty("java.class.path"));
        arguments.add(main.getName());
        return arguments;
    }

    /** Those of earlier starts are removed; a process may still be reading a new one. */
    private Path inFile(List<String> arguments) throws IOException {
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        for (Path file : Listing.of(reports)) {
            if (file.getFileName().toString().endsWith(ARGUMENTS)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(longAgo)) {
                Files.deleteIfExists(file);
            }
        }
        return Files.write(
                Files.createTempFile(reports, "engine-", ARGUMENTS),
                arguments.stream()
                        .map(a -> '"' + a.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .toList(),
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }
}
