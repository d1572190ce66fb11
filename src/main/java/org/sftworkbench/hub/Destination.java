package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the files of a download go: a cache that others share, or a directory of their own. */
sealed interface Destination permits CacheDestination, DirectoryDestination {
    /** The file that is locked while a download goes on. */
    Path lock();

    /** Where checked files wait under the hex digits of their hash, and unfinished ones beside. */
    Path blobs();

    /** Where a file may already be, in whatever state. */
    List<Path> candidates(RemoteFile file);

    /**
     * Keeps in mind what is going to come, so that it can go on after an end of the process.
     *
     * @param files all that are needed
     */
    void begin(List<RemoteFile> files) throws IOException;

    /**
     * Gives checked files their names.
     *
     * @param files each of which is there, checked, at one of its candidates
     * @return the model's directory
     * @throws HubException where another file has one of the names
     */
    Path publish(List<RemoteFile> files) throws IOException;
}
