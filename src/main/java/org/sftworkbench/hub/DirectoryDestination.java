package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.disk.DurableFiles;

/**
 * A directory of the user's choice that holds the files themselves. What is not complete waits in
 * {@code .cache/huggingface/download}, so that the directory never looks like a model before it is
 * one; {@code config.json} comes last.
 */
final class DirectoryDestination implements Destination {
    private final RepositoryId id;
    private final RemotePath revision;
    private final Path directory;

    DirectoryDestination(Path directory, RepositoryId id, RemotePath revision) {
        this.directory = directory.toAbsolutePath().normalize();
        this.id = id;
        this.revision = revision;
    }

    /** The file that is locked for a directory. */
    static Path lock(Path directory) {
        return blobs(directory).resolve("download.lock");
    }

    /** Where what is not complete of a directory waits. */
    static Path blobs(Path directory) {
        return directory.resolve(".cache").resolve("huggingface").resolve("download");
    }

    @Override
    public Path lock() {
        return lock(directory);
    }

    @Override
    public Path blobs() {
        return blobs(directory);
    }

    @Override
    public List<Path> candidates(RemoteFile file) {
        return List.of(blobs().resolve(file.hash().hex()), file.path().below(directory));
    }

    @Override
    public Path publish(List<RemoteFile> files) throws IOException {
        List<RemoteFile> ordered = new ArrayList<>(files);
        ordered.sort((a, b) -> Boolean.compare(isConfig(a), isConfig(b)));
        for (RemoteFile file : ordered) {
            refuseOther(file);
        }
        for (RemoteFile file : ordered) {
            Path blob = blobs().resolve(file.hash().hex());
            Path place = file.path().below(directory);
            if (!Files.exists(place)) {
                Files.createDirectories(place.getParent());
                if (isNeededAgain(file, files)) {
                    DurableFiles.copy(blob, place);
                } else {
                    DurableFiles.rename(blob, place);
                }
            }
        }
        for (RemoteFile file : files) {
            Files.deleteIfExists(blobs().resolve(file.hash().hex()));
        }
        DownloadNote.delete(blobs());
        return directory;
    }

    @Override
    public void begin(List<RemoteFile> files) throws IOException {
        new DownloadNote(id, revision.name(), files).write(blobs());
    }

    private static boolean isConfig(RemoteFile file) {
        return file.path().name().equals("config.json");
    }

    /** Whether another file of the model has the same bytes and so waits for the same blob. */
    private boolean isNeededAgain(RemoteFile file, List<RemoteFile> files) {
        return files.stream()
                .anyMatch(
                        other ->
                                other != file
                                        && other.hash().equals(file.hash())
                                        && !Files.exists(other.path().below(directory)));
    }

    /**
     * @throws HubException where something else has a file's name
     */
    void refuseOther(RemoteFile file) throws IOException {
        Path place = file.path().below(directory);
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean same =
                Files.isRegularFile(place)
                        && Files.size(place) == file.size()
                        && file.hash().isOf(place, read -> {});
        if (!same) {
            throw new HubException(
                    place
                            + ": is there already and is not the repository's; remove it, or choose"
                            + " another directory. Nothing was overwritten");
        }
    }
}
