package org.sftworkbench.tokenizer;

import java.util.Arrays;

/** Grows the encoding of a text from those of its parts. */
final class JoinedEncoding {
    private int[] ids;
    private int[] starts;
    private int[] ends;
    private int count;

    /**
     * @param characters length of the text
     */
    JoinedEncoding(int characters) {
        int expected = characters / 3 + 16;
        ids = new int[expected];
        starts = new int[expected];
        ends = new int[expected];
    }

    /**
     * Appends the next part.
     *
     * @param start where it begins in the text
     */
    void append(int start, Encoding part) {
        int more = part.length();
        if (count + more > ids.length) {
            int larger = Math.max(2 * ids.length, count + more);
            ids = Arrays.copyOf(ids, larger);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        for (int t = 0; t < more; t++) {
            ids[count] = part.ids()[t];
            starts[count] = start + part.starts()[t];
            ends[count] = start + part.ends()[t];
            count++;
        }
    }

    Encoding encoding() {
        return new Encoding(
                Arrays.copyOf(ids, count),
                Arrays.copyOf(starts, count),
                Arrays.copyOf(ends, count));
    }
}
