package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What may still be written to a disk. */
public final class FreeSpace {
    private FreeSpace() {}

    /**
     * Bytes that a user may still write where a path is or would be: on the disk of the nearest
     * directory above it that exists. Empty where the system does not say.
     */
    public static OptionalLong at(Path place) {
        Path there = place.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
            return ofTheSystem(there);
        }
    }

    /**
     * Java looks a disk up by where it is mounted, which in a changed root ({@code chroot}, some
     * sandboxes) is out of sight; the system knows all the same.
     */
    private static OptionalLong ofTheSystem(Path there) {
        if (!there.getFileSystem().equals(FileSystems.getDefault())) {
            return OptionalLong.empty();
        }
        long bytes = there.toFile().getUsableSpace();
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }
}
