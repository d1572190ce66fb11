package org.sftworkbench.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads a file that describes something, such as {@code config.json}: never a pipe or a device,
 * which may never end, nor more than such a file can sensibly hold.
 */
public final class SmallFile {
    /** Largest file that is read, in bytes: tokenizers of large vocabularies take 40 MB. */
    public static final int LARGEST = 200_000_000;

    private SmallFile() {}

    /**
     * @throws NoSuchFileException where there is none
     * @throws IOException where it is no plain file, too large, or cannot be read
     */
    public static byte[] bytes(Path file) throws IOException {
        return bytes(file, LARGEST);
    }

    private static byte[] bytes(Path file, int largest) throws IOException {
        requirePlain(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] read = Files.size(file) > largest ? null : in.readNBytes(largest + 1);
            if (read == null || read.length > largest) {
                throw new IOException("is larger than " + largest / 1_000_000 + " MB");
            }
            return read;
        }
    }

    /**
     * A whole text.
     *
     * @throws IOException where it is not UTF-8, too
     */
    public static String text(Path file) throws IOException {
        return text(file, LARGEST);
    }

    /**
     * A whole text of which there may be many.
     *
     * @param largest bytes it may have; whole megabytes
     * @throws IOException where it is not UTF-8, too
     */
    public static String text(Path file, int largest) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file, largest));
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "is not UTF-8: the byte 0x%02X at offset %d; save it in the encoding"
                                    + " UTF-8",
                            bytes.get(bytes.position()),
                            bytes.position()));
        }
        return text.flip().toString();
    }

    /**
     * Before a file is written to in a directory that may be a stranger's: a link there could lead
     * to any file of the user's.
     *
     * @throws IOException where something else than a file is there; nothing is well
     */
    public static void requireOwn(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException("is a link to another place; remove it");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requirePlain(file);
        }
    }

    /**
     * Opening a pipe waits for its other end, and some devices never end.
     *
     * @throws IOException where there is something else than a file, or nothing
     */
    public static void requirePlain(Path file) throws IOException {
        if (!Files.exists(file)) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("is a link that leads to no file");
            }
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    Files.isDirectory(file)
                            ? "is a directory, not a file"
                            : "is a pipe or a device, not a file");
        }
    }
}
