package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long rows are, in tokens.
 *
 * @param shortest length of the shortest row; 0 where there is none
 * @param median length that half of the rows do not exceed
 * @param longest length of the longest row
 * @param bins counts between powers of two, without the empty ones at either end
 */
public record LengthHistogram(int shortest, int median, int longest, List<Bin> bins) {
    /**
     * @param from shortest length counted
     * @param to longest length counted
     * @param rows how many rows have such a length
     */
    public record Bin(int from, int to, int rows) {}

    public LengthHistogram {
        bins = List.copyOf(bins);
    }

    static LengthHistogram of(int[] lengths) {
        if (lengths.length == 0) {
            return new LengthHistogram(0, 0, 0, List.of());
        }
        int[] sorted = lengths.clone();
        Arrays.sort(sorted);
        int longest = sorted[sorted.length - 1];
        List<Bin> bins = new ArrayList<>();
        int at = 0;
        for (long to = 16; at < sorted.length; to *= 2) {
            int first = at;
            while (at < sorted.length && sorted[at] <= to) {
                at++;
            }
            if (at > first || !bins.isEmpty()) {
                bins.add(new Bin(to == 16 ? 0 : (int) (to / 2 + 1), (int) to, at - first));
            }
        }
        return new LengthHistogram(sorted[0], sorted[(sorted.length - 1) / 2], longest, bins);
    }
}
