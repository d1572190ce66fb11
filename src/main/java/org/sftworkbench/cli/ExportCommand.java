package org.sftworkbench.cli;

import org.sftworkbench.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sft export}: what a run can be handed on as. */
@Command(
        name = "export",
        description = "Hand a run on to other programs.",
        synopsisSubcommandLabel = "COMMAND")
final class ExportCommand implements Runnable {
    private final Console console;

    @Spec CommandSpec spec;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }
}
