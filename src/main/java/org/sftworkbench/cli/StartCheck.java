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

/** Runs the checks before a run starts, and says what stands in its way. */
final class StartCheck {
    /** Of each check; {@code sft check} shows more. */
    private static final int SHOWN = 3;

    private final Console console;
    private final boolean anyway;

    /**
     * @param anyway whether to start in spite of warnings
     */
    StartCheck(Console console, boolean anyway) {
        this.console = console;
        this.anyway = anyway;
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
                    "the run is not started: "
                            + found
                            + " in what it would train on, the first named above; 'sft check' shows"
                            + " them all");
        }
        if (guard.verdict() == StartGuard.Verdict.WARNED && !anyway) {
            throw new CommandFailure(
                    "the run is not started: "
                            + found
                            + " about what it would train on, the first named above;"
                            + " --start-anyway starts it all the same");
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
