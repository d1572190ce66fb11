package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.ResumedRun;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RunDirectory;

/** Makes up a past run from its record, to go on as if it had never stopped. Reads files. */
final class ContinuedRun {
    private final ResumedRun resumed;

    /**
     * @throws org.sftworkbench.run.RunException where it cannot go on; says why
     */
    ContinuedRun(Path run) {
        resumed = ResumedRun.find(run, remark -> {});
    }

    /**
     * @throws org.sftworkbench.data.DataException where a data file is no longer there
     */
    ReadyRun ready() {
        Command.Train command = resumed.command(problem -> {});
        Optional<ProbeHistory> probe =
                command.measurements().probe().isEmpty()
                        ? Optional.empty()
                        : ProbeHistory.read(resumed.directory());
        return new ReadyRun(
                command, probe.map(ProbedToken::of).orElse(List.of()), List.of(), Optional.empty());
    }

    /** Where it goes on. */
    RunDirectory directory() {
        return resumed.directory();
    }
}
