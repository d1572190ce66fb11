package org.sftworkbench.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;

/** Finds the downloads of a store that were begun and not ended, by whatever program. */
public final class PartialDownloads {
    private static final String UNFINISHED = ".incomplete";
    private static final String USUAL_REVISION = "main";

    private PartialDownloads() {}

    /**
     * Those of a store, by name.
     *
     * @throws HubException where it cannot be read; one that is not there holds none
     */
    public static List<PartialDownload> inStore(Path store) {
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        List<PartialDownload> found = new ArrayList<>();
        try (Stream<Path> inside = Files.list(store)) {
            for (Path repository :
                    (Iterable<Path>) inside.filter(Files::isDirectory).sorted()::iterator) {
                look(store, repository).ifPresent(found::add);
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw StoredModels.unreadable(store, e);
        }
    }

    /**
     * Those whose files go into a directory itself, or into one directly in it.
     *
     * @throws HubException where it cannot be read
     */
    public static List<PartialDownload> in(Path directory) {
        Path itself = directory.toAbsolutePath().normalize();
        List<PartialDownload> found = new ArrayList<>();
        try (Stream<Path> inside = Files.list(itself)) {
            for (Path place :
                    (Iterable<Path>)
                            Stream.concat(
                                            Stream.of(itself),
                                            inside.filter(Files::isDirectory).sorted())
                                    ::iterator) {
                Path blobs = DirectoryDestination.blobs(place);
                Optional<DownloadNote> note = DownloadNote.read(blobs);
                if (note.isPresent()) {
                    boolean running = StoreLock.isHeld(DirectoryDestination.lock(place));
                    found.add(noted(note.get(), running, blobs, place));
                }
            }
            return found;
        } catch (UncheckedIOException e) {
            throw unreadable(directory, e.getCause());
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static HubException unreadable(Path directory, IOException e) {
        return new HubException(directory + ": cannot be read: " + DurableFiles.why(e), e);
    }

    private static Optional<PartialDownload> look(Path store, Path repository) throws IOException {
        Optional<RepositoryId> id = RepositoryId.ofRepository(repository);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        boolean running = StoreLock.isHeld(CacheDestination.lock(store, id.get()));
        Optional<DownloadNote> note = DownloadNote.read(repository);
        if (note.isPresent() && note.get().id().equals(id.get())) {
            return Optional.of(noted(note.get(), running, repository.resolve("blobs"), repository));
        }
        long left = unfinished(repository.resolve("blobs"));
        boolean whole =
                StoredModels.snapshots(repository).stream()
                        .anyMatch(model -> model.obstacle().isEmpty());
        return left < 0 || whole
                ? Optional.empty()
                : Optional.of(
                        new PartialDownload(
                                id.get(),
                                USUAL_REVISION,
                                StoredModels.blobBytes(repository),
                                OptionalLong.empty(),
                                running,
                                repository));
    }

    /**
     * @param blobs where its files wait until it is complete
     */
    private static PartialDownload noted(
            DownloadNote note, boolean running, Path blobs, Path directory) throws IOException {
        long had = 0;
        long bytes = 0;
        for (RemoteFile file : note.files()) {
            Path blob = blobs.resolve(file.hash().hex());
            bytes += file.size();
            had +=
                    Files.isRegularFile(blob)
                            ? file.size()
                            : Math.min(file.size(), FileDownload.left(blob));
        }
        return new PartialDownload(
                note.id(), note.revision(), had, OptionalLong.of(bytes), running, directory);
    }

    /** Bytes of the files that are not complete; -1 where there is none. */
    private static long unfinished(Path blobs) throws IOException {
        if (!Files.isDirectory(blobs)) {
            return -1;
        }
        try (Stream<Path> inside = Files.list(blobs)) {
            List<Path> files =
                    inside.filter(file -> file.getFileName().toString().endsWith(UNFINISHED))
                            .toList();
            long sum = files.isEmpty() ? -1 : 0;
            for (Path file : files) {
                sum += StoredModels.size(file);
            }
            return sum;
        } catch (IOException e) {
            throw new HubException(blobs + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
