package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.check.CheckSetup;
import org.sftworkbench.check.Checker;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.StartGuard;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.RowStream;

/** Runs the checks before a run starts or is written as a job, and says what stands in its way. */
final class StartCheck {
    /** Of each check; {@code sft check} shows more. */
    private static final int SHOWN = 3;

    private final Console console;
    private final boolean anyway;
    private final String refused;

    private StartCheck(Console console, boolean anyway, String refused) {
        this.console = console;
        this.anyway = anyway;
        this.refused = refused;
    }

    /**
     * @param anyway whether to start in spite of warnings
     */
    static StartCheck ofRun(Console console, boolean anyway) {
        return new StartCheck(console, anyway, "the run is not started: ");
    }

    /**
     * @param anyway whether to write it in spite of warnings
     */
    static StartCheck ofJob(Console console, boolean anyway) {
        return new StartCheck(console, anyway, "no job is written: ");
    }

    /**
     * @throws CommandFailure where the run must not start
     */
    void require(CheckSetup setup, DatasetReader reader, List<Path> files) {
        Checker checker = new Checker(setup);
        StartGuard guard = new StartGuard(checker, SHOWN);
        int told = tell(guard, 0, "");
        for (Path file : files) {
            try (RowStream rows = reader.stream(file)) {
                guard.read(
                        rows,
                        checker.with(MaskOverrideFile.beside(file).read()),
                        Runtime.getRuntime().availableProcessors());
            }
            told = tell(guard, told, file + ": ");
        }
        String found = guard.words();
        if (guard.verdict() == StartGuard.Verdict.BLOCKED) {
            throw new CommandFailure(
                    refused
                            + found
                            + " in what it would train on, the first named above; 'sft check' shows"
                            + " them all");
        }
        if (guard.verdict() == StartGuard.Verdict.WARNED && !anyway) {
            throw new CommandFailure(
                    refused
                            + found
                            + " about what it would train on, the first named above;"
                            + " --start-anyway does it all the same");
        }
    }

    private int tell(StartGuard guard, int told, String where) {
        List<Finding> findings = guard.findings();
        for (Finding finding : findings.subList(told, findings.size())) {
            console.remark(
                    where
                            + finding.place().displayed()
                            + ": "
                            + finding.severity().displayed()
                            + " ("
                            + finding.check()
                            + "): "
                            + finding.message()
                            + " "
                            + finding.remedy());
        }
        return findings.size();
    }
}
