package org.sftworkbench.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.FreeSpace;
import org.sftworkbench.job.Cancellation;

/**
 * Takes the libraries and licences out of a Python wheel, each to the place where pip would put it,
 * since the libraries look for one another there. What belongs to Python is left. One thread.
 */
final class LibraryUnpacker {
    private static final int PIECE = 1 << 20;

    /** Of Linux, with or without a version after it; and of Windows. */
    private static final Pattern LIBRARY =
            Pattern.compile(
                    "(?:[A-Za-z0-9_]+/){1,3}lib/(?:lib[A-Za-z0-9_+.-]+\\.so(?:\\.[0-9]+)*"
                            + "|[A-Za-z0-9_+.-]+\\.dll)");

    private static final Pattern OF_PYTHON =
            Pattern.compile(".*/(?:lib)?(?:torch_python|torch_global_deps|shm)\\.(?:so|dll)");

    private static final Pattern LICENCE =
            Pattern.compile(
                    "[A-Za-z0-9_+.-]+\\.dist-info/(?:licenses/)?(?i:licen[sc]e|notice)[A-Za-z0-9_.-]*");

    private final Cancellation stop;

    LibraryUnpacker(Cancellation stop) {
        this.stop = stop;
    }

    /**
     * @param name of the archive, for messages
     * @param archive checked before
     * @param into a directory that exists; what is there of an earlier try is overwritten
     * @throws NativesException where it holds no library, or there is no room for them
     * @throws java.util.concurrent.CancellationException where it was stopped
     */
    void unpack(String name, Path archive, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<? extends ZipEntry> wanted =
                    Collections.list(zip.entries()).stream()
                            .filter(entry -> isWanted(entry.getName()))
                            .toList();
            if (wanted.stream().noneMatch(entry -> isLibrary(entry.getName()))) {
                throw new NativesException(name + ": the archive holds no library");
            }
            long size = wanted.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
            requireRoom(into, size, name);
            for (ZipEntry entry : wanted) {
                Path place = into.resolve(entry.getName());
                Files.createDirectories(place.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    write(in, place);
                }
                // Each directory's name stands in the one above it.
                for (Path above = place.getParent();
                        above.startsWith(into);
                        above = above.getParent()) {
                    DurableFiles.syncDirectory(above);
                }
            }
        } catch (ZipException e) {
            throw new NativesException(name + ": the archive is damaged: " + e.getMessage(), e);
        }
    }

    private static boolean isWanted(String entry) {
        return isLibrary(entry) || LICENCE.matcher(entry).matches();
    }

    private static boolean isLibrary(String entry) {
        return LIBRARY.matcher(entry).matches() && !OF_PYTHON.matcher(entry).matches();
    }

    /**
     * @throws NativesException where a disk has no room for so many bytes
     */
    static void requireRoom(Path directory, long bytes, String name) {
        long room = FreeSpace.at(directory).orElse(Long.MAX_VALUE);
        if (bytes > room) {
            throw new NativesException(
                    String.format(
                            Locale.ROOT,
                            "%s: %s needs %.1f GB there, and %.1f GB are free; make room, or name"
                                    + " another directory with SFT_CUDA_DIR. What was fetched is"
                                    + " kept",
                            directory,
                            name,
                            bytes / 1e9,
                            room / 1e9));
        }
    }

    private void write(InputStream in, Path place) throws IOException {
        try (FileChannel out =
                FileChannel.open(
                        place,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                stop.check();
                ByteBuffer bytes = ByteBuffer.wrap(piece, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
    }
}
