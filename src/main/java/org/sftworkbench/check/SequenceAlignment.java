package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds which entries of two sequences are the same ones, with the fewest left over. */
public final class SequenceAlignment {
    private SequenceAlignment() {}

    /**
     * Myers, "An O(ND) Difference Algorithm and Its Variations", 1986.
     *
     * @param mostEdits beyond so many entries left over none is taken to be the same
     * @return for each entry of the first sequence its index in the second, or -1
     */
    public static int[] of(int[] a, int[] b, int mostEdits) {
        int[] partner = new int[a.length];
        Arrays.fill(partner, -1);
        int limit = Math.min(mostEdits, a.length + b.length);
        int[] reach = new int[2 * limit + 3];
        int middle = limit + 1;
        List<int[]> history = new ArrayList<>();
        for (int edits = 0; edits <= limit; edits++) {
            history.add(Arrays.copyOfRange(reach, middle - edits - 1, middle + edits + 2));
            for (int k = -edits; k <= edits; k += 2) {
                boolean down =
                        k == -edits
                                || (k != edits && reach[middle + k - 1] < reach[middle + k + 1]);
                int x = down ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
                while (x < a.length && x - k < b.length && a[x] == b[x - k]) {
                    x++;
                }
                reach[middle + k] = x;
                if (x >= a.length && x - k >= b.length) {
                    walkBack(a, b, partner, history);
                    return partner;
                }
            }
        }
        return partner;
    }

    private static void walkBack(int[] a, int[] b, int[] partner, List<int[]> history) {
        int x = a.length;
        int y = b.length;
        for (int edits = history.size() - 1; edits >= 0; edits--) {
            int[] reach = history.get(edits);
            int middle = edits + 1;
            int k = x - y;
            boolean down =
                    k == -edits || (k != edits && reach[middle + k - 1] < reach[middle + k + 1]);
            int before = down ? k + 1 : k - 1;
            int fromX = edits == 0 ? 0 : reach[middle + before];
            int fromY = edits == 0 ? 0 : fromX - before;
            while (x > fromX && y > fromY && a[x - 1] == b[y - 1]) {
                x--;
                y--;
                partner[x] = y;
            }
            x = fromX;
            y = fromY;
        }
    }
}
