package org.sftworkbench.cli;

import org.sftworkbench.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sft bench}: the measurements there are. */
@Command(
        name = "bench",
        description = "Measure how fast this machine does a part of the work.",
        synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Runnable {
    private final Console console;

    @Spec CommandSpec spec;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }
}
