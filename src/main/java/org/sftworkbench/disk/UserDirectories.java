package org.sftworkbench.disk;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the user's own files belong on this platform; knows the places, and makes none of them.
 *
 * <p>On Linux after the <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG
 * Base Directory Specification</a>, which has a relative path ignored; on Windows below {@code
 * %APPDATA%} and {@code %LOCALAPPDATA%}; on macOS below {@code ~/Library}. The system property
 * {@value #PROPERTY} puts all of them below one directory instead, as it does with the Hub's
 * settings and the CUDA libraries that were fetched; a variable that names one of those places has
 * the last word. It moves neither the program's own files nor the store of models, which other
 * programs share.
 */
public final class UserDirectories {
    /** System property that names one directory for everything; for tests and portable installs. */
    public static final String PROPERTY = "sft.user.dir";

    /** What the directory of training runs is called. */
    public static final String RUNS = "runs";

    private static final String NAME = "SFT Workbench";
    private static final String UNIX_NAME = "sft-workbench";

    private final Path work;
    private final Path data;
    private final Path state;
    private final Path logs;

    private UserDirectories(Path work, Path data, Path state, Path logs) {
        this.work = work;
        this.data = data;
        this.state = state;
        this.logs = logs;
    }

    /** The places of the user who runs this program. */
    public static UserDirectories find() {
        return chosen().map(UserDirectories::under)
                .orElseGet(
                        () ->
                                of(
                                        System.getProperty("os.name", ""),
                                        System.getenv(),
                                        Path.of(System.getProperty("user.home"))));
    }

    /** The one directory for everything, where {@value #PROPERTY} names it. */
    public static Optional<Path> chosen() {
        return Optional.of(System.getProperty(PROPERTY, ""))
                .filter(named -> !named.isBlank())
                .map(Path::of);
    }

    /** All places below one directory. */
    public static UserDirectories under(Path directory) {
        return new UserDirectories(
                directory,
                directory.resolve("data"),
                directory.resolve("state"),
                directory.resolve("logs"));
    }

    /**
     * @param system the operating system, as Java names it in {@code os.name}
     * @param environment its variables
     * @param home the user's home directory
     */
    static UserDirectories of(String system, Map<String, String> environment, Path home) {
        Path work = home.resolve(UNIX_NAME);
        if (system.startsWith("Windows")) {
            Path roaming =
                    absolute(environment, "APPDATA")
                            .orElse(home.resolve("AppData").resolve("Roaming"))
                            .resolve(NAME);
            Path local =
                    absolute(environment, "LOCALAPPDATA")
                            .orElse(home.resolve("AppData").resolve("Local"))
                            .resolve(NAME);
            return new UserDirectories(
                    work, roaming, local.resolve("state"), local.resolve("logs"));
        }
        if (system.startsWith("Mac")) {
            Path library = home.resolve("Library");
            Path support = library.resolve("Application Support").resolve(NAME);
            return new UserDirectories(
                    work, support, support.resolve("state"), library.resolve("Logs").resolve(NAME));
        }
        Path state =
                absolute(environment, "XDG_STATE_HOME")
                        .orElse(home.resolve(".local").resolve("state"))
                        .resolve(UNIX_NAME);
        return new UserDirectories(
                work,
                absolute(environment, "XDG_DATA_HOME")
                        .orElse(home.resolve(".local").resolve("share"))
                        .resolve(UNIX_NAME),
                state,
                state.resolve("logs"));
    }

    private static Optional<Path> absolute(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        try {
            return value.isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(value)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Training runs and conversations, in the open: below the home directory, wherever the program
     * itself lies, as that is replaced by the next version or the next build.
     */
    public Path work() {
        return work;
    }

    /** Training runs of the window, a directory each. */
    public Path runs() {
        return work.resolve(RUNS);
    }

    /** What the user made and would miss. */
    public Path data() {
        return data;
    }

    /** How the program was left: settings, layout, drafts. */
    public Path state() {
        return state;
    }

    /** Logs. */
    public Path logs() {
        return logs;
    }
}
