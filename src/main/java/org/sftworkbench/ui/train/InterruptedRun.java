package org.sftworkbench.ui.train;

import java.util.List;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.MetricLine;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.StoredRun;

/**
 * A run that ended with its window, and how far it had come.
 *
 * @param id of the run
 * @param step the last it has measured; 0 for none
 * @param checkpoint the step of its newest checkpoint; 0 for none
 * @param saved whether its process had the time to save it; else it was ended without a word
 */
public record InterruptedRun(
        RunDirectory directory, String id, String name, int step, int checkpoint, boolean saved) {
    /**
     * Reads how far it had come.
     *
     * @param run has a record
     * @throws org.sftworkbench.run.RunException where what it has measured cannot be read
     */
    static InterruptedRun read(StoredRun run) {
        List<MetricLine> lines = Metrics.lines(run.directory());
        List<Checkpoint> checkpoints = new Checkpoints(run.directory()).all();
        int kept = checkpoints.isEmpty() ? 0 : checkpoints.get(checkpoints.size() - 1).step();
        int measured = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).step();
        return new InterruptedRun(
                run.directory(),
                run.record().map(RunRecord::id).orElseThrow(),
                run.name(),
                Math.max(measured, kept),
                kept,
                !run.isInterrupted());
    }

    /** Names this interruption; another of the same run, at another step, is another. */
    String key() {
        return id + "@" + step;
    }
}
