package org.sftworkbench.ui.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Shows a directory in the system's own file browser. Blocks for a moment; thread-safe. */
final class DirectoryWindow {
    private DirectoryWindow() {}

    /**
     * @throws IOException where the system has no such program
     */
    static void show(Path directory) throws IOException {
        new ProcessBuilder(command(System.getProperty("os.name", ""), directory))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static List<String> command(String system, Path directory) {
        String program =
                system.startsWith("Windows")
                        ? "explorer.exe"
                        : system.startsWith("Mac") ? "open" : "xdg-open";
        return List.of(program, directory.toString());
    }
}
