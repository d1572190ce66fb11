package org.sftworkbench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;

/**
 * The file in a run's directory that a double click opens the run by, as systems know programs for
 * files and none for directories. Only where it lies matters; what it holds is for people.
 */
public final class RunMarker {
    /** What a marker's name ends in. */
    public static final String ENDING = ".sftrun";

    private static final String NAME = "open" + ENDING;
    private static final String CONTENT =
            "A run of SFT Workbench: open this file with it, or say 'sft open' and this"
                    + " directory.\n";

    private RunMarker() {}

    /**
     * Puts the marker into a run, unless it is there.
     *
     * @throws RunException where it cannot be written
     */
    public static void put(RunDirectory run) {
        Path file = run.path().resolve(NAME);
        if (Files.exists(file)) {
            return;
        }
        try {
            DurableFiles.replace(file, CONTENT.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RunException(file + ": cannot be written: " + DurableFiles.why(e), e);
        }
    }

    /** Whether a path is called as a marker is, whatever lies beside it. */
    public static boolean isNamedLikeOne(Path path) {
        Path last = path.getFileName();
        return last != null && last.toString().endsWith(ENDING);
    }

    /**
     * The run that a path means: its directory, a marker in it, or its record.
     *
     * @return empty where it means none
     */
    public static Optional<RunDirectory> runOf(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        RunDirectory itself = new RunDirectory(absolute);
        if (itself.exists()) {
            return Optional.of(itself);
        }
        boolean inside =
                Files.isRegularFile(absolute)
                        && (isNamedLikeOne(absolute)
                                || absolute.equals(
                                        new RunDirectory(absolute.getParent()).record()));
        return inside
                ? Optional.of(new RunDirectory(absolute.getParent())).filter(RunDirectory::exists)
                : Optional.empty();
    }
}
