package org.sftworkbench.run;

import java.util.Optional;

/**
 * A run as it is found on disk.
 *
 * @param directory where it is
 * @param record what it says of itself; empty where that is broken
 * @param problem why it cannot be read, in the user's words; empty where it can
 * @param inUse whether it goes on right now
 */
public record StoredRun(
        RunDirectory directory, Optional<RunRecord> record, String problem, boolean inUse) {
    /** What it is called: by its record, or else by its directory. */
    public String name() {
        return record.map(RunRecord::name).orElseGet(directory::name);
    }

    /** Whether its process was ended without a word: killed, or the machine went down. */
    public boolean isInterrupted() {
        return !inUse && record.map(r -> r.state() == RunState.RUNNING).orElse(false);
    }
}
