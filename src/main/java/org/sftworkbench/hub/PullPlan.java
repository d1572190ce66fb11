package org.sftworkbench.hub;

import java.nio.file.Path;
import java.util.List;

/**
 * What a download would bring.
 *
 * @param revision as it was asked for
 * @param commit it is now, 40 hexadecimal digits
 * @param files that are needed, the weights last
 * @param place the directory they would be kept below
 * @param room bytes free on its disk
 */
public record PullPlan(
        RepositoryId id,
        String revision,
        String commit,
        List<PlannedFile> files,
        Path place,
        long room) {
    public PullPlan {
        files = List.copyOf(files);
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(PlannedFile::size).sum();
    }

    /** Bytes that have to come. */
    public long missing() {
        return files.stream().mapToLong(PlannedFile::missing).sum();
    }

    /** Whether the disk has room for what has to come. */
    public boolean fits() {
        return missing() <= room;
    }
}
