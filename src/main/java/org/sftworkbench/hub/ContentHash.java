package org.sftworkbench.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * What the bytes of a file must hash to: SHA-256 for large files (Git LFS), and for the rest what
 * git calls a blob, the SHA-1 of {@code "blob " + size + "\0"} and the bytes. It is also the name
 * of the file in the cache.
 *
 * @param hex 64 or 40 lower-case hexadecimal digits
 */
record ContentHash(String hex) {
    private static final int PIECE = 1 << 20;

    /**
     * @param what whose hash it is, for the message
     * @throws HubException where it is neither
     */
    static ContentHash of(String what, String hex) {
        if (!hex.matches("[0-9a-f]{64}|[0-9a-f]{40}")) {
            throw new HubException(
                    what
                            + ": the listing gives "
                            + Printable.of(hex)
                            + " as its hash, which is neither SHA-256 nor a git object; nothing"
                            + " was written");
        }
        return new ContentHash(hex);
    }

    String algorithm() {
        return hex.length() == 64 ? "SHA-256" : "git SHA-1";
    }

    /**
     * Whether a file is this one.
     *
     * @param seen told after each piece how many bytes have been read; may throw to stop
     */
    boolean isOf(Path file, LongConsumer seen) throws IOException {
        MessageDigest digest = digest();
        if (hex.length() == 40) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] piece = new byte[PIECE];
        long read = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                read += n;
                seen.accept(read);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(hex.length() == 64 ? "SHA-256" : "SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256 and SHA-1", e);
        }
    }
}
