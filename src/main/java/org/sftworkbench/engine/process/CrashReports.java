package org.sftworkbench.engine.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;

/**
 * Java's own reports of crashes, beside the logs: the last five, without the memory that they show,
 * which may hold what the user wrote.
 */
final class CrashReports {
    private static final int KEPT = 5;
    private static final String NAME = "hs_err_pid";

    /** Sections that write out the texts which registers and the stack point to. */
    private static final List<String> MEMORY =
            List.of(
                    "Register to memory mapping:",
                    "Stack slot to memory mapping:",
                    "Top of Stack:",
                    "Instructions:");

    /** How other sections begin. */
    private static final List<String> OTHERS =
            List.of("Registers:", "Stack:", "Native frames:", "Java frames:", "---------------");

    private final Path directory;

    CrashReports(Path directory) {
        this.directory = directory;
    }

    /** Java's option that has its reports written here. */
    static String fileName() {
        return NAME + "%p.log";
    }

    /**
     * The report of a process that has ended.
     *
     * @return empty where it left none
     */
    Optional<Path> of(long pid) {
        Path report = directory.resolve(NAME + pid + ".log");
        if (!Files.isRegularFile(report)) {
            return Optional.empty();
        }
        try {
            leaveOutMemory(report);
            removeOld();
        } catch (IOException | UncheckedIOException e) {
            // It stays as Java wrote it: whoever is helped by it has it before them.
        }
        return Optional.of(report);
    }

    private static void leaveOutMemory(Path report) throws IOException {
        List<String> kept = new ArrayList<>();
        boolean memory = false;
        for (String line : Files.readString(report, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            if (MEMORY.stream().anyMatch(line::startsWith)) {
                memory = true;
                kept.add(line.substring(0, line.indexOf(':') + 1) + " (left out)\n");
            } else if (OTHERS.stream().anyMatch(line::startsWith)) {
                memory = false;
            }
            if (!memory) {
                kept.add(line);
            }
        }
        DurableFiles.replace(
                report, String.join("\n", kept).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void removeOld() throws IOException {
        List<Path> reports;
        try (Stream<Path> files = Files.list(directory)) {
            reports =
                    files.filter(file -> file.getFileName().toString().startsWith(NAME))
                            .filter(Files::isRegularFile)
                            .sorted(Comparator.comparing(CrashReports::written).reversed())
                            .toList();
        }
        for (Path old : reports.subList(Math.min(KEPT, reports.size()), reports.size())) {
            Files.deleteIfExists(old);
        }
    }

    private static long written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
