package org.sftworkbench.engine;

import java.nio.file.Path;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunLock;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into a run's record how it ended, in place of a process that could not any more. */
public final class BrokenOffRun {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenOffRun.class);

    private BrokenOffRun() {}

    /**
     * Does nothing where the run has said itself how it ended, or goes on elsewhere.
     *
     * @param directory of the run; need not exist
     * @param message for the user
     */
    public static void mark(Path directory, RunState state, String message) {
        RunDirectory run = new RunDirectory(directory);
        if (!run.exists()) {
            return;
        }
        try (RunLock lock = RunLock.take(run)) {
            RunRecordFile file = new RunRecordFile(run);
            if (file.read().state() == RunState.RUNNING) {
                RunRecord marked = file.update(record -> record.in(state, message));
                LOG.info("{} is marked as {}", run.path(), marked.state());
            }
        } catch (RunException e) {
            // It is told where the command ends; the table of runs calls it interrupted.
            LOG.warn("How {} ended could not be recorded: {}", run.path(), e.getMessage());
        }
    }
}
