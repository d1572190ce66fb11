package org.sftworkbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sft open}: asks for the window with something in it. */
@Command(
        name = "open",
        description = {
            "Open the window with a run, a model or data files in it.",
            "'sft PATH' does the same where PATH is no command's name."
        },
        sortOptions = false)
final class OpenCommand implements Runnable {
    private final Consumer<List<Path>> window;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "The directory of a run or the .sftrun file in it; or a model's directory, data"
                            + " files, or both. Without one the window opens as it always does.")
    List<Path> paths = List.of();

    OpenCommand(Consumer<List<Path>> window) {
        this.window = window;
    }

    @Override
    public void run() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CommandFailure(path + ": no such file or directory");
            }
        }
        window.accept(List.copyOf(paths));
    }
}
