package org.sftworkbench.ui.cuda;

import java.util.Optional;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;

/** The CUDA libraries as an offer needs them. Blocks; not on the FX thread. */
public interface OfferedLibraries {
    /**
     * What can be offered.
     *
     * @param size bytes of all
     * @param missing bytes that are still to be fetched
     * @param directory where they will be
     */
    record Offer(long size, long missing, String directory) {}

    /**
     * What to offer; empty where there is no GPU, or where something else than the libraries keeps
     * it from being used, or where nothing is missing.
     *
     * @throws org.sftworkbench.natives.NativesException where that cannot be found out
     */
    Optional<Offer> look();

    /**
     * Fetches what is missing.
     *
     * @throws org.sftworkbench.natives.NativesException where they cannot be had
     * @throws java.util.concurrent.CancellationException where it was stopped
     */
    void fetch(Progress progress, Cancellation stop);
}
