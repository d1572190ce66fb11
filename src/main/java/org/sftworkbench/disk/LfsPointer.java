package org.sftworkbench.disk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells the few lines that Git leaves in a large file's place where Git LFS did not fetch the file.
 */
public final class LfsPointer {
    /** Said after the file's name. */
    public static final String MESSAGE =
            "is only a pointer to the file, as Git LFS keeps it; fetch the file itself with: git lfs"
                    + " pull";

    private static final byte[] MARK =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    /** Bytes of a file's beginning that tell. */
    public static final int LENGTH = MARK.length;

    private LfsPointer() {}

    /**
     * @param start how the file begins, or all of it
     */
    public static boolean is(byte[] start) {
        return start.length >= MARK.length
                && Arrays.equals(start, 0, MARK.length, MARK, 0, MARK.length);
    }
}
