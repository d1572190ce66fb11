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
 * longest rows first, each where a {@link PackingStrategy} says. Rows of a pack do not see each
 * other.
 */
public final class Packing {
    /** As many rows as TRL packs at once: it goes through a dataset in batches of this size. */
    private static final int TRL_ROWS_AT_ONCE = 1_000;

    private Packing() {}

    /**
     * By best fit, each thousand rows by themselves as TRL does; by first fit, all at once.
     *
     * @param lengths of the rows, none above {@code most}
     * @return the packs, each the indices of its rows, in the order of their first rows
     */
    public static List<int[]> of(int[] lengths, int most, PackingStrategy strategy) {
        List<List<Integer>> packs =
                switch (strategy) {
                    case BFD -> bestFitByThousands(lengths, most);
                    case FFD -> firstFit(longestFirst(0, lengths.length, lengths), lengths, most);
                };
        return packs.stream()
                .map(rows -> rows.stream().mapToInt(Integer::intValue).sorted().toArray())
                .sorted(Comparator.comparingInt((int[] rows) -> rows[0]))
                .toList();
    }

    /** Rows of one length keep their order. */
    private static int[] longestFirst(int from, int to, int[] lengths) {
        return IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static List<List<Integer>> bestFitByThousands(int[] lengths, int most) {
        List<List<Integer>> packs = new ArrayList<>();
        for (int from = 0; from < lengths.length; from += TRL_ROWS_AT_ONCE) {
            int to = Math.min(lengths.length, from + TRL_ROWS_AT_ONCE);
            packs.addAll(bestFit(longestFirst(from, to, lengths), lengths, most));
        }
        return packs;
    }

    private static List<List<Integer>> bestFit(int[] longestFirst, int[] lengths, int most) {
        List<List<Integer>> packs = new ArrayList<>();
        // Packs by the room they have left.
        TreeMap<Integer, Deque<Integer>> byRoom = new TreeMap<>();
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
        return packs;
    }

    private static List<List<Integer>> firstFit(int[] longestFirst, int[] lengths, int most) {
        List<List<Integer>> packs = new ArrayList<>();
        FirstRoom rooms = new FirstRoom(lengths.length, most);
        for (int row : longestFirst) {
            int pack = rooms.take(lengths[row]);
            if (pack == packs.size()) {
                packs.add(new ArrayList<>());
            }
            packs.get(pack).add(row);
        }
        return packs;
    }

    /** The first of many packs that has room, found in as many looks as their number has digits. */
    private static final class FirstRoom {
        private final int leaves;

        /** A tree in an array: each place holds the most room below it, the leaves one pack's. */
        private final int[] most;

        FirstRoom(int packs, int room) {
            leaves = Math.max(1, Integer.highestOneBit(Math.max(1, packs - 1)) * 2);
            most = new int[2 * leaves];
            Arrays.fill(most, room);
        }

        /** Takes so much of the first pack that has it, and names the pack. */
        int take(int length) {
            int at = 1;
            while (at < leaves) {
                at = most[2 * at] >= length ? 2 * at : 2 * at + 1;
            }
            int pack = at - leaves;
            most[at] -= length;
            for (at /= 2; at > 0; at /= 2) {
                most[at] = Math.max(most[2 * at], most[2 * at + 1]);
            }
            return pack;
        }
    }

    /** Each row by itself. */
    static List<int[]> none(int rows) {
        return Arrays.stream(IntStream.range(0, rows).toArray())
                .mapToObj(row -> new int[] {row})
                .toList();
    }
}
