package org.sftworkbench.log;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.disk.LockOwner;
import org.sftworkbench.disk.ProcessLock;
import org.sftworkbench.disk.UserDirectories;
import org.slf4j.LoggerFactory;

/**
 * Lets a process write its log to files in {@link UserDirectories#logs()}: five of a megabyte at
 * most, for each of the processes that run at once ({@code window.log}, for a second one {@code
 * window-2.log}). Where they cannot be written the process goes on without.
 *
 * <p>Logback is set up when the first logger is made, see {@link LogSetUp}, so {@link #begin} comes
 * before.
 */
public final class ProgramLog {
    /** System property with the path of the log; absent where there is none. */
    public static final String FILE = "sft.log.file";

    /** System property with the same without its ending, for the names of older files. */
    private static final String STEM = "sft.log.stem";

    /** System property of Logback: a configuration that the user names is left alone. */
    static final String CONFIGURATION = "logback.configurationFile";

    private static final int MOST_AT_ONCE = 50;

    private ProgramLog() {}

    /**
     * To be called first of all in {@code main}. A configuration that the user names on Java's
     * command line is left alone.
     *
     * @param log the name of the log file, such as {@code window}, {@code command} or {@code
     *     engine}
     * @param process what the process is to the user, such as {@code sft train}
     */
    public static void begin(String log, String process) {
        System.setProperty(LockOwner.NAME_PROPERTY, process);
        Optional<String> named = Optional.ofNullable(System.getProperty(CONFIGURATION));
        if (named.isPresent() && isThere(named.get())) {
            return;
        }
        // Logback, where it does not find what is named, would log everything to stdout.
        System.clearProperty(CONFIGURATION);
        claim(UserDirectories.find().logs(), log)
                .ifPresent(
                        stem -> {
                            System.setProperty(STEM, stem.toString());
                            System.setProperty(FILE, stem + ".log");
                        });
        LoggingErrors.catchUncaught();
        named.ifPresent(
                missing ->
                        LoggerFactory.getLogger(ProgramLog.class)
                                .warn("{}: {} cannot be found", CONFIGURATION, missing));
    }

    /** Where Logback looks: at an address, among the classes, for a file. */
    private static boolean isThere(String named) {
        try {
            return new URL(named).getProtocol() != null;
        } catch (MalformedURLException e) {
            return ClassLoader.getSystemResource(named) != null || new File(named).isFile();
        }
    }

    /** The first name that no other process writes to; taken until this process ends. */
    private static Optional<Path> claim(Path directory, String log) {
        try {
            Files.createDirectories(directory);
            for (int i = 1; i <= MOST_AT_ONCE; i++) {
                String name = i == 1 ? log : log + "-" + i;
                if (ProcessLock.takeIfFree(directory.resolve("." + name + ".lock")).isPresent()) {
                    return Optional.of(directory.toAbsolutePath().resolve(name));
                }
            }
        } catch (IOException e) {
            // A read-only home is no reason not to work; the About dialog says that there is no
            // log.
        }
        return Optional.empty();
    }

    /** The file that this process writes its log to; empty where it writes none. */
    public static Optional<Path> file() {
        return Optional.ofNullable(System.getProperty(FILE)).map(Path::of);
    }

    /** The path of that file without its ending. */
    static Optional<String> stem() {
        return Optional.ofNullable(System.getProperty(STEM));
    }

    /** Notes an event of the program's life, such as its start; nothing of what the user does. */
    public static void note(String sentence) {
        LoggerFactory.getLogger(ProgramLog.class).info("{}", sentence);
    }
}
