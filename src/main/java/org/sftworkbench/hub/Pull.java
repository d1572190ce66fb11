package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sftworkbench.disk.FreeSpace;
import org.sftworkbench.hub.HubException.Reason;
import org.sftworkbench.hub.RepositoryListing.Contents;
import org.sftworkbench.job.Cancellation;

/** One download: what is needed, what of it is there, and bringing the rest. One thread. */
final class Pull {
    private final RepositoryId id;
    private final Contents contents;
    private final Destination destination;
    private final FileDownload download;
    private final PullListener listener;
    private final Cancellation stop;

    /**
     * @param contents of the revision
     * @param destination where the files go
     */
    Pull(
            RepositoryId id,
            Contents contents,
            Destination destination,
            FileDownload download,
            PullListener listener,
            Cancellation stop) {
        this.id = id;
        this.contents = contents;
        this.destination = destination;
        this.download = download;
        this.listener = listener;
        this.stop = stop;
    }

    /** Downloads. The destination is locked. */
    PulledModel run() throws IOException {
        Files.createDirectories(destination.blobs());
        List<RemoteFile> files = needed(destination.blobs());
        if (destination instanceof DirectoryDestination own) {
            for (RemoteFile file : files) {
                own.refuseOther(file);
            }
        }
        listener.needs(planned(files));
        List<RemoteFile> missing = missing(files);
        long rest = rest(missing);
        requireRoom(rest);
        if (!missing.isEmpty()) {
            destination.begin(files);
        }
        for (RemoteFile file : missing) {
            bring(file);
        }
        return new PulledModel(
                id, contents.commit(), destination.publish(files), files.size(), sum(files), rest);
    }

    private static long sum(List<RemoteFile> files) {
        return files.stream().mapToLong(RemoteFile::size).sum();
    }

    /**
     * The files that are needed.
     *
     * @param forIndex where the index of the shards goes, where there is one and it is not there
     */
    List<RemoteFile> needed(Path forIndex) throws IOException {
        NeededFiles needed = new NeededFiles(id, contents.files());
        Optional<Path> index = Optional.empty();
        if (needed.index().isPresent()) {
            RemoteFile file = needed.index().get();
            index = there(file, read -> stop.check());
            if (index.isEmpty()) {
                Path blob = forIndex.resolve(file.hash().hex());
                download.run(file, contents.commit(), blob, had -> {});
                index = Optional.of(blob);
            }
        }
        return needed.choose(index);
    }

    /** The files with what of them seems to be there, by size alone. */
    List<PlannedFile> planned(List<RemoteFile> files) throws IOException {
        List<PlannedFile> planned = new ArrayList<>();
        for (RemoteFile file : files) {
            planned.add(new PlannedFile(file.path().name(), file.size(), had(file)));
        }
        return planned;
    }

    private long had(RemoteFile file) throws IOException {
        for (Path place : destination.candidates(file)) {
            if (Files.isRegularFile(place)) {
                return Files.size(place) == file.size() ? file.size() : 0;
            }
        }
        return Math.min(file.size(), FileDownload.left(blob(file)));
    }

    private Path blob(RemoteFile file) {
        return destination.blobs().resolve(file.hash().hex());
    }

    /** The files that are nowhere yet, or not as listed. */
    private List<RemoteFile> missing(List<RemoteFile> files) throws IOException {
        List<RemoteFile> missing = new ArrayList<>();
        for (RemoteFile file : files) {
            String name = file.path().name();
            Optional<Path> place =
                    there(
                            file,
                            read -> {
                                stop.check();
                                listener.checking(name, read);
                            });
            if (place.isPresent()) {
                listener.done(name);
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
    private Optional<Path> there(RemoteFile file, LongConsumer seen) throws IOException {
        for (Path place : destination.candidates(file)) {
            if (Files.isRegularFile(place)) {
                boolean same = Files.size(place) == file.size() && file.hash().isOf(place, seen);
                return same ? Optional.of(place) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void bring(RemoteFile file) throws IOException {
        String name = file.path().name();
        download.run(file, contents.commit(), blob(file), had -> listener.fetching(name, had));
        listener.done(name);
    }

    /** Bytes that an earlier download has not brought. */
    private long rest(List<RemoteFile> missing) throws IOException {
        long rest = 0;
        for (RemoteFile file : missing) {
            rest += Math.max(0, file.size() - FileDownload.left(blob(file)));
        }
        return rest;
    }

    private void requireRoom(long needed) {
        long room = FreeSpace.at(destination.blobs()).orElse(Long.MAX_VALUE);
        if (needed > room) {
            throw new HubException(
                    String.format(
                            Locale.ROOT,
                            "%s: %.1f GB are needed there, and %.1f GB are free; make room, or name"
                                    + " another place with HF_HUB_CACHE or --to",
                            destination.blobs(),
                            needed / 1e9,
                            room / 1e9),
                    Reason.NO_ROOM);
        }
    }
}
