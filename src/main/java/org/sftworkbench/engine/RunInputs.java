package org.sftworkbench.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunRecord;

/**
 * The model and the files that a run was started with. A run may be moved, and they with it; its
 * record names the places where they were.
 */
final class RunInputs {
    private final RunDirectory run;
    private final List<Path> places = new ArrayList<>();

    /**
     * @param scored files of rows that are only scored
     */
    RunInputs(RunDirectory run, RunRecord record, List<RecordedData.DataFile> scored) {
        this.run = run;
        places.add(Path.of(record.model().directory()));
        RunDescription.tokenizer(record).ifPresent(places::add);
        record.data().files().forEach(file -> places.add(Path.of(file.path())));
        scored.forEach(file -> places.add(Path.of(file.path())));
    }

    /**
     * Says of all that is missing at once, and what to do.
     *
     * @throws RunException where something is missing
     */
    void requireAll() {
        Set<Path> missing = new LinkedHashSet<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                missing.add(place);
            }
        }
        if (!missing.isEmpty()) {
            throw new RunException(
                    run.path()
                            + ": was started with what is no longer there: "
                            + String.join(", ", missing.stream().map(Path::toString).toList())
                            + ". Put it back; or, where it was moved, name its new place in the"
                            + " command that the run was started with, and add --resume "
                            + run.path());
        }
    }
}
