package org.sftworkbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.run.RunDirectory;
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
                    "The directory of a run, the .sftrun file in it, or the name of a run of the"
                            + " window; or a model's directory, data files, or both. Without one the"
                            + " window opens as it always does.")
    List<Path> paths = List.of();

    OpenCommand(Consumer<List<Path>> window) {
        this.window = window;
    }

    @Override
    public void run() {
        window.accept(paths.stream().map(OpenCommand::found).toList());
    }

    private static Path found(Path path) {
        if (Files.exists(path)) {
            return path;
        }
        Path runs = UserDirectories.find().runs();
        Path run = runs.resolve(path);
        if (path.getNameCount() == 1 && new RunDirectory(run).exists()) {
            return run;
        }
        throw new CommandFailure(
                path
                        + ": no such file or directory"
                        + (path.getNameCount() == 1 ? ", and no run of that name in " + runs : ""));
    }
}
