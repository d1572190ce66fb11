package org.sftworkbench.ui.cuda;

import java.util.Optional;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.model.device.DeviceSurvey;
import org.sftworkbench.natives.CudaLibraries;
import org.sftworkbench.natives.LibraryServers;

/** Looks for a GPU on this machine, and fetches from the makers' servers or the user's mirrors. */
public final class LibrariesOfThisMachine implements OfferedLibraries {
    @Override
    public Optional<Offer> look() {
        if (!DeviceSurvey.take().lacksOnlyCudaLibraries()) {
            return Optional.empty();
        }
        return libraries()
                .map(
                        all ->
                                new Offer(
                                        all.catalogue().size(),
                                        all.missing(),
                                        all.directory().toString()))
                .filter(offer -> offer.missing() > 0);
    }

    @Override
    public void fetch(Progress progress, Cancellation stop) {
        libraries().orElseThrow().fetch(progress, stop);
    }

    private static Optional<CudaLibraries> libraries() {
        return CudaLibraries.ofThisMachine(LibraryServers.of(System.getenv()));
    }
}
