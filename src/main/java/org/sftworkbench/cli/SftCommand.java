package org.sftworkbench.cli;

import org.sftworkbench.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code sft} itself: says what there is. */
@Command(
        name = "sft",
        description = "See and do supervised fine-tuning of language models.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {
            "",
            "Without a command the window opens; 'sft PATH' opens it with a run, a model or data"
                    + " files in it. 'sft demo' shows the whole journey in the terminal.",
            "Exit codes: 0 done, 1 something failed (said on the error stream), 2 wrong usage, 74"
                    + " the output could not be written, 130 stopped by Ctrl-C, 141 nobody read the"
                    + " output to its end, 143 told to end."
        })
final class SftCommand implements Runnable {
    private final Console console;

    @Spec CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this text and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    boolean version;

    SftCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }
}
