package org.sftworkbench.ui.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunStore;
import org.sftworkbench.run.StoredRun;

/**
 * Runs as they lie on the disk, those that were opened from elsewhere first.
 *
 * @param wanted the one that was asked for; empty where none was, or it is not there
 */
record FoundRuns(List<StoredRun> runs, Optional<StoredRun> wanted) {
    /**
     * Looks at the disk.
     *
     * @param root holds runs
     * @param guests further runs, which may lie under the root as well
     * @param wanted null for none
     * @throws org.sftworkbench.run.RunException where the root cannot be read
     */
    static FoundRuns look(Path root, List<RunDirectory> guests, RunDirectory wanted) {
        List<StoredRun> runs = new ArrayList<>(new RunStore(root).runs());
        for (RunDirectory guest : guests) {
            if (guest.exists() && find(runs, guest).isEmpty()) {
                runs.add(0, RunStore.look(guest));
            }
        }
        return new FoundRuns(
                List.copyOf(runs), Optional.ofNullable(wanted).flatMap(run -> find(runs, run)));
    }

    private static Optional<StoredRun> find(List<StoredRun> runs, RunDirectory run) {
        return runs.stream()
                .filter(each -> isSame(each.directory().path(), run.path()))
                .findFirst();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        }
    }
}
