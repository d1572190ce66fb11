package org.sftworkbench.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the first word after {@code sft} asks for. Known before anything is logged, as a window logs
 * elsewhere.
 */
public final class FirstWord {
    private static final String OPEN = "open";

    /** The commands there are. */
    static final Set<String> COMMANDS =
            Set.of(
                    "demo",
                    "tokens",
                    "render",
                    "mask",
                    "check",
                    "compare",
                    "train",
                    "score",
                    "generate",
                    "merge",
                    "export",
                    "pretrain-starter",
                    "pull",
                    "models",
                    OPEN,
                    "report",
                    "device",
                    "bench");

    private FirstWord() {}

    /** Whether it names a command; what else stands there may be anything, and is told nobody. */
    public static boolean isCommand(String first) {
        return COMMANDS.contains(first);
    }

    /** Whether a window is asked for: to open something, or what a double click hands over. */
    public static boolean asksForWindow(String first) {
        return first.equals(OPEN) || isFile(first);
    }

    /** Whether it is a file or directory, and no command of that name. */
    static boolean isFile(String first) {
        // An empty word, as of a variable that is not set, would be the directory one is in.
        if (first.isEmpty() || first.startsWith("-") || isCommand(first)) {
            return false;
        }
        try {
            return Files.exists(Path.of(first));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
