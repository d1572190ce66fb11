package org.sftworkbench.model;

import java.io.IOException;
import java.nio.file.Path;

/** Tells the files that are a model directory's own from links to somebody's other files. */
final class OwnFiles {
    private OwnFiles() {}

    /**
     * A link may not lead out of the directory, but for a snapshot in the Hub's cache, whose files
     * all are links to the blobs beside the snapshots.
     *
     * @param directory of the model; may be a link itself
     * @param file exists, by its name in the directory
     * @throws IOException where a link cannot be followed
     */
    static boolean holds(Path directory, Path file) throws IOException {
        Path own = directory.toRealPath();
        Path real = file.toRealPath();
        Path snapshots = own.getParent();
        boolean cached =
                snapshots != null
                        && snapshots.endsWith("snapshots")
                        && real.startsWith(snapshots.resolveSibling("blobs"));
        return cached || real.startsWith(own);
    }
}
