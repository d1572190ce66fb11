package org.sftworkbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.sftworkbench.cli.CommandLineProgram;
import org.sftworkbench.cli.FirstWord;
import org.sftworkbench.engine.process.EngineProcess;
import org.sftworkbench.log.ProgramLog;
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
        if (args.length == 0 || FirstWord.asksForWindow(args[0])) {
            ProgramLog.begin("window", "the window");
        } else {
            ProgramLog.begin("command", FirstWord.isCommand(args[0]) ? "sft " + args[0] : "sft");
        }
        System.exit(args.length == 0 ? windowOrDemo() : command(args));
    }

    private static int command(String... args) {
        AtomicReference<List<Path>> asked = new AtomicReference<>();
        int code = CommandLineProgram.run(asked::set, args);
        if (code != 0 || asked.get() == null) {
            return code;
        }
        Optional<String> missing = WindowProgram.run(asked.get());
        missing.ifPresent(why -> System.err.println("sft open: no window can be shown: " + why));
        return missing.isEmpty() ? 0 : 1;
    }

    private static int windowOrDemo() {
        Optional<String> missing = WindowProgram.run(List.of());
        if (missing.isEmpty()) {
            return 0;
        }
        System.err.println(
                "No window can be shown here ("
                        + missing.get()
                        + "), so the same journey follows in the terminal: sft demo");
        return CommandLineProgram.run(paths -> {}, "demo");
    }
}
