package org.sftworkbench.ui.runs;

import java.nio.file.Path;
import java.util.Map;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.StoredRun;

/**
 * A run that goes on in this window, which knows of it more than the disk does.
 *
 * @param directory the run's own
 * @param paused whether it waits
 * @param figures the last value of each metric under the name that {@code metrics.jsonl} gives it,
 *     and {@code step}; what was not measured yet is not there
 */
public record LiveRun(Path directory, boolean paused, Map<String, Double> figures) {
    public LiveRun {
        directory = directory.toAbsolutePath().normalize();
        figures = Map.copyOf(figures);
    }

    boolean is(StoredRun run) {
        return is(run.directory());
    }

    boolean is(RunDirectory run) {
        return directory.equals(run.path().toAbsolutePath().normalize());
    }
}
