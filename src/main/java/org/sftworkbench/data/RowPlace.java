package org.sftworkbench.data;

/**
 * Where a row starts in its file, as one number: the offset of a byte from which text can be
 * decoded, and how many characters are passed over from there.
 */
final class RowPlace {
    static final long UNKNOWN = -1;

    private static final int BITS = 17;

    private RowPlace() {}

    /**
     * @param characters below 131,072
     */
    static long of(long bytes, long characters) {
        return bytes << BITS | characters;
    }

    static long bytes(long place) {
        return place >>> BITS;
    }

    static long characters(long place) {
        return place & (1L << BITS) - 1;
    }
}
