package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.FreeSpace;
import org.sftworkbench.hub.HubException.Reason;
import org.sftworkbench.hub.RepositoryListing.Contents;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;

/**
 * Brings models from a Hub onto this machine, every file checked against the listing before it
 * takes its name. Blocks; thread-safe.
 */
public final class ModelHub {
    private final HubSettings settings;
    private final HubClient client;

    public ModelHub(HubSettings settings) {
        this.settings = settings;
        this.client = new HubClient(settings);
    }

    /**
     * Says what a download into the store would bring, and brings nothing.
     *
     * @param revision branch, tag or commit
     * @throws HubException where it cannot be said
     * @throws java.util.concurrent.CancellationException where it was stopped
     */
    public PullPlan plan(RepositoryId id, String revision, Cancellation stop) {
        requireOnline(id);
        RemotePath name = revision(id, revision);
        Contents contents = new RepositoryListing(settings, client, stop).read(id, revision);
        Destination destination = new CacheDestination(settings, id, name, contents.commit());
        PullListener nobody = new SummedProgress(id.name(), Progress.NONE);
        Pull pull = new Pull(id, contents, destination, download(id, stop), nobody, stop);
        try {
            // The index of the shards has to be read, but nothing is kept before the user says so.
            Path aside = Files.createTempDirectory("sft-index");
            try {
                List<PlannedFile> files = pull.planned(pull.needed(aside));
                Path place = settings.store();
                return new PullPlan(id, revision, contents.commit(), files, place, room(place));
            } finally {
                DurableFiles.deleteTree(aside);
            }
        } catch (IOException e) {
            throw new HubException(
                    settings.store() + ": cannot be looked at: " + DurableFiles.why(e), e);
        }
    }

    /** Bytes free on the disk that a directory is on, or will be. */
    private static long room(Path directory) throws IOException {
        return FreeSpace.at(directory)
                .orElseThrow(() -> new IOException("the system does not say how much is free"));
    }

    /**
     * Downloads what is not there yet of a model, and goes on with what an earlier download left.
     *
     * @param revision branch, tag or commit
     * @param to a directory for the files themselves; without it they go into the store
     * @param progress told the file's name and the bytes of all files
     * @param stop stops, or pauses; what was fetched stays for the next time
     * @throws HubException where it cannot be had; no file has then taken its name unchecked
     * @throws java.util.concurrent.CancellationException where it was stopped
     */
    public PulledModel pull(
            RepositoryId id,
            String revision,
            Optional<Path> to,
            Progress progress,
            Cancellation stop) {
        return pull(id, revision, to, new SummedProgress(id.name(), progress), stop);
    }

    /** The same, told file by file. */
    public PulledModel pull(
            RepositoryId id,
            String revision,
            Optional<Path> to,
            PullListener listener,
            Cancellation stop) {
        requireOnline(id);
        RemotePath name = revision(id, revision);
        Optional<DirectoryDestination> own =
                to.map(directory -> new DirectoryDestination(directory, id, name));
        Path lock = own.map(Destination::lock).orElse(CacheDestination.lock(settings.store(), id));
        try (StoreLock held = StoreLock.take(lock, to.map(Path::toString).orElse(id.name()))) {
            Contents contents = new RepositoryListing(settings, client, stop).read(id, revision);
            Destination destination =
                    own.<Destination>map(d -> d)
                            .orElseGet(
                                    () ->
                                            new CacheDestination(
                                                    settings, id, name, contents.commit()));
            return new Pull(id, contents, destination, download(id, stop), listener, stop).run();
        } catch (IOException e) {
            throw new HubException(
                    to.orElse(settings.store()) + ": cannot be written to: " + DurableFiles.why(e),
                    e);
        }
    }

    private FileDownload download(RepositoryId id, Cancellation stop) {
        return new FileDownload(settings, client, id, stop);
    }

    private static RemotePath revision(RepositoryId id, String revision) {
        return RemotePath.of("the revision of " + id, revision);
    }

    private void requireOnline(RepositoryId id) {
        if (settings.offline()) {
            throw new HubException(
                    id + ": nothing is fetched, as HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is set",
                    Reason.OFFLINE);
        }
    }
}
