package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;

/**
 * Deletes models from a store, and with a model what no other one of the same repository needs.
 * Nothing outside the repository's directory is touched, wherever links lead. Thread-safe.
 */
public final class StoreRemoval {
    /** Weights that other programs read and this one does not. */
    private static final Pattern OTHER_WEIGHTS =
            Pattern.compile(".*\\.(?:bin|pt|pth|gguf|onnx|h5|msgpack|ot|npz)");

    private final Path store;

    /**
     * @param store laid out as the Hugging Face cache
     */
    public StoreRemoval(Path store) {
        this.store = store;
    }

    /** Whether a directory is a snapshot of this store. */
    public boolean holds(Path snapshot) {
        Path snapshots = snapshot.toAbsolutePath().normalize().getParent();
        return snapshots != null
                && snapshots.endsWith("snapshots")
                && snapshots.getParent() != null
                && store.toAbsolutePath().normalize().equals(snapshots.getParent().getParent())
                && RepositoryId.ofRepository(snapshots.getParent()).isPresent();
    }

    /**
     * Deletes one revision of a model.
     *
     * @param snapshot its directory in this store
     * @throws HubException where it is downloaded now, or cannot be deleted
     */
    public void deleteModel(Path snapshot) {
        if (!holds(snapshot)) {
            throw new HubException(snapshot + ": is not in " + store + "; nothing was deleted");
        }
        Path own = snapshot.toAbsolutePath().normalize();
        Path repository = own.getParent().getParent();
        locked(
                repository,
                () -> {
                    requireOwn(own.getParent());
                    DurableFiles.deleteTree(own);
                    deleteRefsTo(own.getFileName().toString(), repository.resolve("refs"));
                    if (list(own.getParent()).isEmpty()) {
                        DurableFiles.deleteTree(repository);
                    } else {
                        deleteUnused(repository);
                    }
                });
    }

    /**
     * Deletes what came of a download that is not complete. Models of the same repository that are
     * complete stay, and so do those whose weights only other programs read.
     *
     * @throws HubException where it goes on now, or cannot be deleted
     */
    public void deletePartial(RepositoryId id) {
        Path repository = store.resolve(id.folder());
        locked(
                repository,
                () -> {
                    requireOwn(repository.resolve("snapshots"));
                    for (StoredModel model : StoredModels.snapshots(repository)) {
                        if (model.obstacle().isPresent() && !isAnothers(model.directory())) {
                            DurableFiles.deleteTree(model.directory());
                        }
                    }
                    if (StoredModels.snapshots(repository).isEmpty()) {
                        DurableFiles.deleteTree(repository);
                    } else {
                        DownloadNote.delete(repository);
                        deleteUnused(repository);
                    }
                });
    }

    private static void requireOwn(Path snapshots) throws IOException {
        if (Files.isSymbolicLink(snapshots)) {
            throw new IOException("its snapshots are a link to another directory");
        }
    }

    private static boolean isAnothers(Path snapshot) throws IOException {
        return list(snapshot).stream()
                .filter(Files::isRegularFile)
                .map(file -> file.getFileName().toString())
                .anyMatch(name -> OTHER_WEIGHTS.matcher(name).matches());
    }

    /** Work on the files. */
    private interface Deletion {
        void run() throws IOException;
    }

    private void locked(Path repository, Deletion deletion) {
        RepositoryId id =
                RepositoryId.ofRepository(repository)
                        .orElseThrow(() -> new HubException(repository + ": is no model"));
        try (StoreLock held = StoreLock.take(CacheDestination.lock(store, id), id.name())) {
            if (Files.isDirectory(repository, LinkOption.NOFOLLOW_LINKS)) {
                deletion.run();
            }
        } catch (IOException e) {
            throw new HubException(repository + ": cannot be deleted: " + DurableFiles.why(e), e);
        }
    }

    private static void deleteRefsTo(String commit, Path refs) throws IOException {
        if (!Files.isDirectory(refs, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> inside = Files.walk(refs)) {
            files = inside.filter(Files::isRegularFile).toList();
        }
        for (Path ref : files) {
            if (Files.size(ref) <= 256
                    && Files.readString(ref, StandardCharsets.ISO_8859_1).strip().equals(commit)) {
                Files.delete(ref);
            }
        }
    }

    /** Deletes the blobs that no snapshot points to. */
    private static void deleteUnused(Path repository) throws IOException {
        Path blobs = repository.resolve("blobs");
        if (Files.isSymbolicLink(blobs)) {
            return;
        }
        Set<Path> used = new HashSet<>();
        List<Path> pointers;
        try (Stream<Path> inside = Files.walk(repository.resolve("snapshots"))) {
            pointers = inside.filter(Files::isRegularFile).toList();
        }
        for (Path pointer : pointers) {
            used.add(pointer.toRealPath());
        }
        for (Path blob : list(blobs)) {
            if (Files.isRegularFile(blob, LinkOption.NOFOLLOW_LINKS)
                    && !used.contains(blob.toRealPath())) {
                Files.delete(blob);
            }
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.toList();
        }
    }
}
