package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sftworkbench.disk.DurableFiles;
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
        if (settings.offline()) {
            throw new HubException(
                    id + ": nothing is fetched, as HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is set");
        }
        RemotePath name = RemotePath.of("the revision of " + id, revision);
        Optional<DirectoryDestination> own = to.map(DirectoryDestination::new);
        Path lock = own.map(Destination::lock).orElse(CacheDestination.lock(settings, id));
        try (StoreLock held = StoreLock.take(lock, to.map(Path::toString).orElse(id.name()))) {
            Contents contents = new RepositoryListing(settings, client, stop).read(id, revision);
            Destination destination =
                    own.<Destination>map(d -> d)
                            .orElseGet(
                                    () ->
                                            new CacheDestination(
                                                    settings, id, name, contents.commit()));
            return pull(id, contents, destination, progress, stop);
        } catch (IOException e) {
            throw new HubException(
                    to.orElse(settings.store()) + ": cannot be written to: " + DurableFiles.why(e),
                    e);
        }
    }

    private PulledModel pull(
            RepositoryId id,
            Contents contents,
            Destination destination,
            Progress progress,
            Cancellation stop)
            throws IOException {
        Files.createDirectories(destination.blobs());
        FileDownload download = new FileDownload(settings, client, id, stop);
        NeededFiles needed = new NeededFiles(id, contents.files());
        Optional<Path> index = Optional.empty();
        if (needed.index().isPresent()) {
            RemoteFile file = needed.index().get();
            index = there(file, destination, read -> stop.check());
            if (index.isEmpty()) {
                index =
                        Optional.of(
                                bring(file, contents, destination, download, 0, 0, progress, stop));
            }
        }
        List<RemoteFile> files = needed.choose(index);
        if (destination instanceof DirectoryDestination own) {
            for (RemoteFile file : files) {
                own.refuseOther(file);
            }
        }
        long total = files.stream().mapToLong(RemoteFile::size).sum();
        List<RemoteFile> missing = missing(files, destination, total, progress, stop);
        requireRoom(missing, destination);
        long fetched = missing.stream().mapToLong(RemoteFile::size).sum();
        long done = total - fetched;
        for (RemoteFile file : missing) {
            bring(file, contents, destination, download, done, total, progress, stop);
            done += file.size();
        }
        progress.report(id.name(), total, total);
        Path directory = destination.publish(files);
        return new PulledModel(id, contents.commit(), directory, files.size(), total, fetched);
    }

    /** The files that are nowhere yet, or not as listed. */
    private static List<RemoteFile> missing(
            List<RemoteFile> files,
            Destination destination,
            long total,
            Progress progress,
            Cancellation stop)
            throws IOException {
        List<RemoteFile> missing = new ArrayList<>();
        long checked = 0;
        for (RemoteFile file : files) {
            long before = checked;
            boolean there =
                    there(
                                    file,
                                    destination,
                                    read -> {
                                        stop.check();
                                        progress.report(
                                                "checking " + file.path(), before + read, total);
                                    })
                            .isPresent();
            if (there) {
                checked += file.size();
            } else {
                missing.add(file);
            }
        }
        return missing;
    }

    /**
     * Where a file is, checked. A blob that is there decides alone, as a name would be given to it;
     * where it is damaged, it is fetched again.
     */
    private static Optional<Path> there(RemoteFile file, Destination destination, LongConsumer seen)
            throws IOException {
        for (Path place : destination.candidates(file)) {
            if (Files.isRegularFile(place)) {
                boolean same = Files.size(place) == file.size() && file.hash().isOf(place, seen);
                return same ? Optional.of(place) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Path bring(
            RemoteFile file,
            Contents contents,
            Destination destination,
            FileDownload download,
            long before,
            long total,
            Progress progress,
            Cancellation stop)
            throws IOException {
        Path blob = destination.blobs().resolve(file.hash().hex());
        String name = file.path().name();
        long whole = total == 0 ? file.size() : total;
        download.run(
                file, contents.commit(), blob, had -> progress.report(name, before + had, whole));
        return blob;
    }

    private static void requireRoom(List<RemoteFile> missing, Destination destination)
            throws IOException {
        long needed = 0;
        for (RemoteFile file : missing) {
            Path blob = destination.blobs().resolve(file.hash().hex());
            needed += Math.max(0, file.size() - FileDownload.left(blob));
        }
        long room = Files.getFileStore(destination.blobs()).getUsableSpace();
        if (needed > room) {
            throw new HubException(
                    String.format(
                            Locale.ROOT,
                            "%s: %.1f GB are needed there, and %.1f GB are free; make room, or name"
                                    + " another place with HF_HUB_CACHE or --to",
                            destination.blobs(),
                            needed / 1e9,
                            room / 1e9));
        }
    }
}
