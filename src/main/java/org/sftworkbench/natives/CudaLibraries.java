package org.sftworkbench.natives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.hub.HubSettings.Patience;
import org.sftworkbench.hub.KnownFile;
import org.sftworkbench.hub.KnownFiles;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.model.device.FetchedLibraries;

/**
 * libtorch for CUDA on this machine: whether it is there, what fetching it takes, and fetching it.
 * Its directory has its name only once every archive was checked and unpacked; until then all is in
 * {@code NAME.partial} beside it, and the next try goes on there. Blocks; thread-safe.
 */
public final class CudaLibraries {
    /** Begins what is told of an archive that is unpacked. */
    public static final String UNPACKING = "unpacking ";

    /** Archives of libraries unpack to about this many times their size. */
    private static final double UNPACKED = 2.0;

    private final LibraryCatalogue catalogue;
    private final LibraryServers servers;
    private final KnownFiles files;
    private final Path directory;
    private final List<String> required;

    /**
     * @param directory where they are or will be
     * @param required files that must be in it at the end, by their path from there
     */
    CudaLibraries(
            LibraryCatalogue catalogue,
            LibraryServers servers,
            KnownFiles files,
            Path directory,
            List<String> required) {
        this.catalogue = catalogue;
        this.servers = servers;
        this.files = files;
        this.directory = directory.toAbsolutePath();
        this.required = List.copyOf(required);
    }

    /**
     * Those for this machine.
     *
     * @return empty where there is no such build for its system
     */
    public static Optional<CudaLibraries> ofThisMachine(LibraryServers servers) {
        FetchedLibraries place = FetchedLibraries.ofThisMachine();
        KnownFiles files = new KnownFiles(System.getenv(), Patience.USUAL);
        return LibraryCatalogue.of(place.system())
                .map(
                        catalogue ->
                                new CudaLibraries(
                                        catalogue,
                                        servers,
                                        files,
                                        Path.of(place.root()),
                                        place.required()));
    }

    /** What is fetched. */
    public LibraryCatalogue catalogue() {
        return catalogue;
    }

    /** Where they are or will be. */
    public Path directory() {
        return directory;
    }

    /** Whether they are there, whole. */
    public boolean areThere() {
        return required.stream().allMatch(name -> Files.isRegularFile(directory.resolve(name)));
    }

    /**
     * Bytes that are still to be fetched; fewer than the catalogue's where an earlier try left
     * some.
     *
     * @throws NativesException where what is there cannot be read
     */
    public long missing() {
        if (areThere()) {
            return 0;
        }
        try {
            long missing = 0;
            for (LibraryArchive archive : catalogue.archives()) {
                missing += Math.max(0, archive.size() - had(archive));
            }
            return missing;
        } catch (IOException e) {
            throw new NativesException(partial() + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Fetches what is not there yet, checks it, unpacks it and gives it its name.
     *
     * @param progress told what is fetched or unpacked, and bytes of all archives
     * @param stop stops, or pauses; what was fetched stays for the next time
     * @return the directory
     * @throws NativesException where they cannot be had; nothing is then under its name
     * @throws java.util.concurrent.CancellationException where it was stopped
     */
    public Path fetch(Progress progress, Cancellation stop) {
        try {
            Files.createDirectories(directory.getParent());
            Path lock = directory.resolveSibling("." + directory.getFileName() + ".lock");
            try (KnownFiles.Hold held = KnownFiles.hold(lock, "libtorch for CUDA")) {
                if (!areThere()) {
                    bring(progress, stop);
                }
            }
            progress.report("libtorch", catalogue.size(), catalogue.size());
            return directory;
        } catch (HubException e) {
            throw new NativesException(e.getMessage(), e);
        } catch (IOException e) {
            throw new NativesException(
                    directory.getParent()
                            + ": cannot be written to: "
                            + DurableFiles.why(e)
                            + "; what was fetched is kept, try again when there is room, or name"
                            + " another directory with SFT_CUDA_DIR",
                    e);
        }
    }

    private void bring(Progress progress, Cancellation stop) throws IOException {
        Files.createDirectories(archives());
        Files.createDirectories(tree());
        requireRoom();
        long done = 0;
        for (LibraryArchive archive : catalogue.archives()) {
            if (!isUnpacked(archive)) {
                bring(archive, done, progress, stop);
            }
            done += archive.size();
        }
        for (String name : required) {
            if (!Files.isRegularFile(tree().resolve(name))) {
                throw new NativesException(
                        "libtorch for CUDA: the archives do not hold "
                                + name
                                + "; nothing of them"
                                + " is used");
            }
        }
        putInPlace();
    }

    private void bring(LibraryArchive archive, long before, Progress progress, Cancellation stop)
            throws IOException {
        Path file = file(archive);
        long total = catalogue.size();
        files.bring(
                new KnownFile(
                        archive.name(), servers.address(archive), archive.size(), archive.sha256()),
                file,
                had -> progress.report(archive.name(), before + had, total),
                stop);
        progress.report(UNPACKING + archive.name(), before + archive.size(), total);
        new LibraryUnpacker(stop).unpack(archive.name(), file, tree());
        DurableFiles.replace(
                marker(archive), (archive.path() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.delete(file);
    }

    private void putInPlace() throws IOException {
        if (Files.exists(directory)) {
            // Something that is not whole has the name: of an older version, or damaged.
            DurableFiles.deleteTree(directory);
        }
        DurableFiles.rename(tree(), directory);
        DurableFiles.deleteTree(partial());
    }

    /**
     * An estimate before anything is fetched; each archive tells its own size before it unpacks.
     */
    private void requireRoom() throws IOException {
        long needed = (long) (catalogue.size() * UNPACKED) - size(partial());
        LibraryUnpacker.requireRoom(partial(), needed, "libtorch for CUDA");
    }

    private static long size(Path tree) throws IOException {
        try (Stream<Path> inside = Files.walk(tree)) {
            long sum = 0;
            for (Path file : (Iterable<Path>) inside.filter(Files::isRegularFile)::iterator) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private long had(LibraryArchive archive) throws IOException {
        return isUnpacked(archive) ? archive.size() : KnownFiles.left(file(archive));
    }

    private boolean isUnpacked(LibraryArchive archive) {
        return Files.isRegularFile(marker(archive));
    }

    private Path partial() {
        return directory.resolveSibling(directory.getFileName() + ".partial");
    }

    private Path tree() {
        return partial().resolve("tree");
    }

    private Path archives() {
        return partial().resolve("archives");
    }

    private Path file(LibraryArchive archive) {
        return archives().resolve(archive.fileName());
    }

    private Path marker(LibraryArchive archive) {
        return archives().resolve(archive.sha256() + ".unpacked");
    }
}
