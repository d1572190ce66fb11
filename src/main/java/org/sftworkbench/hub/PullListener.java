package org.sftworkbench.hub;

import java.util.List;

/** Hears how a download goes, file by file. Called on the thread that downloads. */
public interface PullListener {
    /**
     * @param files that are needed, in the order they come; first of all calls
     */
    void needs(List<PlannedFile> files);

    /** A file that is there is being checked. */
    void checking(String file, long read);

    /**
     * A file is coming.
     *
     * @param had bytes of it that are there now; fewer than before where something was thrown away
     */
    void fetching(String file, long had);

    /** A file is there and right. */
    void done(String file);
}
