package org.sftworkbench.generate;

import java.util.Arrays;

/** Ids of one row, growing. */
final class IdList {
    private int[] ids;
    private int length;

    IdList(int... first) {
        ids = Arrays.copyOf(first, Math.max(16, first.length * 2));
        length = first.length;
    }

    void add(int id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, 2 * length);
        }
        ids[length++] = id;
    }

    int[] toArray() {
        return Arrays.copyOf(ids, length);
    }

    /** Each id once. */
    int[] distinct() {
        int[] sorted = toArray();
        Arrays.sort(sorted);
        int kept = 0;
        for (int id : sorted) {
            if (kept == 0 || sorted[kept - 1] != id) {
                sorted[kept++] = id;
            }
        }
        return Arrays.copyOf(sorted, kept);
    }
}
