package org.sftworkbench.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Puts rows together into packs of at most a length, so that steps see about as many tokens each:
 * best fit, longest rows first, as TRL's {@code bfd}. Rows of a pack do not see each other.
 */
public final class Packing {
    private Packing() {}

    /**
     * @param lengths of the rows, none above {@code most}
     * @return the packs, each the indices of its rows, in the order of their first rows
     */
    public static List<int[]> bestFit(int[] lengths, int most) {
        List<List<Integer>> packs = new ArrayList<>();
        // Packs by the room they have left.
        TreeMap<Integer, Deque<Integer>> byRoom = new TreeMap<>();
        int[] longestFirst =
                IntStream.range(0, lengths.length)
                        .boxed()
                        .sorted(Comparator.comparingInt((Integer i) -> -lengths[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (int row : longestFirst) {
            Map.Entry<Integer, Deque<Integer>> tightest = byRoom.ceilingEntry(lengths[row]);
            int room = most;
            int pack = packs.size();
            if (tightest == null) {
                packs.add(new ArrayList<>());
            } else {
                room = tightest.getKey();
                Deque<Integer> candidates = tightest.getValue();
                pack = candidates.remove();
                if (candidates.isEmpty()) {
                    byRoom.remove(room);
                }
            }
            packs.get(pack).add(row);
            byRoom.computeIfAbsent(room - lengths[row], r -> new ArrayDeque<>()).add(pack);
        }
        return packs.stream()
                .map(rows -> rows.stream().mapToInt(Integer::intValue).sorted().toArray())
                .sorted(Comparator.comparingInt((int[] rows) -> rows[0]))
                .toList();
    }

    /** Each row by itself. */
    static List<int[]> none(int rows) {
        return Arrays.stream(IntStream.range(0, rows).toArray())
                .mapToObj(row -> new int[] {row})
                .toList();
    }
}
