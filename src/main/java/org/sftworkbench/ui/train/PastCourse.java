package org.sftworkbench.ui.train;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.SampleLine;

/** What a run that goes on had measured before, as its directory keeps it. */
record PastCourse(Metrics metrics, Optional<ProbeHistory> probe, List<SampleLine> samples) {
    /**
     * Reads files.
     *
     * @throws org.sftworkbench.run.RunException where they are broken
     */
    static PastCourse read(RunDirectory run) {
        return new PastCourse(Metrics.read(run), ProbeHistory.read(run), SampleLine.read(run));
    }
}
