package org.sftworkbench.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.StaleFiles;

/**
 * A repository in the Hugging Face cache: {@code blobs/HASH}, {@code snapshots/COMMIT/NAME} as
 * links to them, and {@code refs/REVISION} with the commit.
 */
final class CacheDestination implements Destination {
    /** Names of files that are there only while another is replaced. */
    static final Pattern HALF_WRITTEN =
            Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.new");

    private final HubSettings settings;
    private final RepositoryId id;
    private final RemotePath revision;
    private final String commit;
    private final Path root;

    /**
     * @param commit 40 hexadecimal digits
     */
    CacheDestination(HubSettings settings, RepositoryId id, RemotePath revision, String commit) {
        this.settings = settings;
        this.id = id;
        this.revision = revision;
        this.commit = commit;
        this.root = settings.store().resolve(id.folder());
    }

    /** The file that is locked for a repository of a store. */
    static Path lock(Path store, RepositoryId id) {
        return store.resolve(".locks").resolve(id.folder()).resolve("download.lock");
    }

    @Override
    public Path lock() {
        return lock(settings.store(), id);
    }

    @Override
    public Path blobs() {
        return root.resolve("blobs");
    }

    private Path snapshot() {
        return root.resolve("snapshots").resolve(commit);
    }

    @Override
    public List<Path> candidates(RemoteFile file) {
        return List.of(blobs().resolve(file.hash().hex()), file.path().below(snapshot()));
    }

    @Override
    public void begin(List<RemoteFile> files) throws IOException {
        new DownloadNote(id, revision.name(), files).write(root);
    }

    @Override
    public Path publish(List<RemoteFile> files) throws IOException {
        files.stream()
                .map(file -> file.path().below(snapshot()).getParent())
                .distinct()
                .forEach(place -> StaleFiles.removeAll(place, HALF_WRITTEN));
        for (int i = 0; i < files.size(); i++) {
            ContentHash hash = files.get(i).hash();
            boolean again =
                    files.stream().skip(i + 1L).anyMatch(other -> other.hash().equals(hash));
            point(files.get(i), again);
        }
        String name = revision.name();
        if (!name.equals(commit)) {
            Path ref = revision.below(root.resolve("refs"));
            Files.createDirectories(ref.getParent());
            DurableFiles.replace(ref, commit.getBytes(StandardCharsets.US_ASCII));
        }
        DownloadNote.delete(root);
        return snapshot();
    }

    /**
     * @param again whether the same bytes are needed under another name
     */
    private void point(RemoteFile file, boolean again) throws IOException {
        Path blob = blobs().resolve(file.hash().hex());
        Path pointer = file.path().below(snapshot());
        if (!Files.exists(blob) || Files.exists(pointer) && Files.isSameFile(blob, pointer)) {
            // There is nothing but the pointer, which was checked, or it points where it should.
            return;
        }
        Files.createDirectories(pointer.getParent());
        Path fresh = pointer.resolveSibling("." + UUID.randomUUID() + ".new");
        if (settings.symbolicLinks() && link(fresh, blob)) {
            DurableFiles.rename(fresh, pointer);
        } else if (again || isLinkedTo(blob, pointer)) {
            DurableFiles.copy(blob, pointer);
        } else {
            DurableFiles.rename(blob, pointer);
        }
    }

    /** Whether another name than this is a link to a blob, which must stay where it is then. */
    private boolean isLinkedTo(Path blob, Path pointer) throws IOException {
        Path at = blob.toAbsolutePath().normalize();
        try (Stream<Path> inside = Files.walk(root.resolve("snapshots"))) {
            for (Path name : (Iterable<Path>) inside.filter(Files::isSymbolicLink)::iterator) {
                Path target = name.resolveSibling(Files.readSymbolicLink(name));
                if (!name.equals(pointer) && target.toAbsolutePath().normalize().equals(at)) {
                    return true;
                }
            }
            return false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether a link could be made, relative so that the cache may be moved. */
    private static boolean link(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, link.getParent().relativize(target));
            return Files.exists(link);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // As on Windows without developer mode; the file itself goes there.
            if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(link);
            }
            return false;
        }
    }
}
