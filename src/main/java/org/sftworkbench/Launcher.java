package org.sftworkbench;

import java.util.Optional;
import org.sftworkbench.cli.CommandLineProgram;
import org.sftworkbench.engine.process.EngineProcess;
import org.sftworkbench.ui.app.WindowProgram;

/**
 * Starts the workbench window, or a command where one is named. Touches no class of JavaFX itself,
 * so that commands run where there is none.
 */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals(EngineProcess.ARGUMENT)) {
            EngineProcess.main(args);
        }
        System.exit(args.length == 0 ? window() : CommandLineProgram.run(args));
    }

    private static int window() {
        Optional<String> missing = WindowProgram.run();
        if (missing.isEmpty()) {
            return 0;
        }
        System.err.println(
                "No window can be shown here ("
                        + missing.get()
                        + "), so the same journey follows in the terminal: sft demo");
        return CommandLineProgram.run("demo");
    }
}
