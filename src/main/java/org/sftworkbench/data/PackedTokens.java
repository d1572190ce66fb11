package org.sftworkbench.data;

import java.util.Arrays;

/**
 * A row as bytes, and back: each token as {@code id << 1 | trained}, seven bits a byte, the lowest
 * first. That takes two to three bytes a token.
 */
public final class PackedTokens {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    /** Bytes of a token at most: 33 bits. */
    private static final int MOST = 5;

    private PackedTokens() {}

    /** Takes each token apart again. */
    interface Taker {
        void take(int t, int id, boolean trained);
    }

    /** A row by itself: how many tokens it has, and them. */
    public static byte[] write(LabelledExample row) {
        byte[] length = new byte[MOST];
        int at = put(length, 0, row.length());
        byte[] tokens = row.packed();
        byte[] bytes = Arrays.copyOf(length, at + tokens.length);
        System.arraycopy(tokens, 0, bytes, at, tokens.length);
        return bytes;
    }

    /**
     * The row that {@link #write} wrote.
     *
     * @throws IllegalArgumentException where it did not
     */
    public static LabelledExample read(byte[] bytes) {
        Reader reader = new Reader(bytes);
        long length = reader.next();
        // A token takes a byte at least, so nothing large is set aside for a broken length.
        if (length > bytes.length - reader.at) {
            throw new IllegalArgumentException(length + " tokens");
        }
        int[] ids = new int[(int) length];
        boolean[] trained = new boolean[ids.length];
        reader.tokens(
                ids.length,
                (t, id, counts) -> {
                    ids[t] = id;
                    trained[t] = counts;
                });
        if (reader.at < bytes.length) {
            throw new IllegalArgumentException(bytes.length - reader.at + " bytes too many");
        }
        return new LabelledExample(ids, trained);
    }

    static byte[] pack(int[] ids, boolean[] trained) {
        byte[] bytes = new byte[3 * ids.length + 2];
        int at = 0;
        for (int t = 0; t < ids.length; t++) {
            if (at + MOST > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length + MOST);
            }
            at = put(bytes, at, Integer.toUnsignedLong(ids[t]) << 1 | (trained[t] ? 1 : 0));
        }
        return Arrays.copyOf(bytes, at);
    }

    static void unpack(byte[] packed, int length, Taker taker) {
        new Reader(packed).tokens(length, taker);
    }

    /** Where the next number goes. */
    private static int put(byte[] bytes, int from, long value) {
        int at = from;
        long left = value;
        while (left >= MORE) {
            bytes[at++] = (byte) (left | MORE);
            left >>>= BITS;
        }
        bytes[at++] = (byte) left;
        return at;
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        void tokens(int count, Taker taker) {
            for (int t = 0; t < count; t++) {
                long token = next();
                taker.take(t, (int) (token >>> 1), (token & 1) != 0);
            }
        }

        long next() {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                if (at == bytes.length || shift == MOST * BITS) {
                    throw new IllegalArgumentException("a number without an end");
                }
                next = bytes[at++];
                value |= (long) (next & MORE - 1) << shift;
                shift += BITS;
            } while (next < 0);
            return value;
        }
    }
}
