package org.sftworkbench.data.file;

/**
 * Where a row starts in its file, as one number: the offset of a byte from which text can be
 * decoded, and how many characters are passed over from there.
 */
public final class RowPlace {
    /** Of a row that cannot be read again. */
    public static final long UNKNOWN = -1;

    private static final int BITS = 17;

    private RowPlace() {}

    /**
     * @param characters below 131,072
     */
    public static long of(long bytes, long characters) {
        return bytes << BITS | characters;
    }

    /** The offset of the byte from which text can be decoded. */
    public static long bytes(long place) {
        return place >>> BITS;
    }

    /** How many characters are passed over from there. */
    public static long characters(long place) {
        return place & (1L << BITS) - 1;
    }
}
