package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;

/**
 * One row under two policies or two templates, token beside token.
 *
 * @param pairs every token of both, in order
 */
public record Comparison(List<Pair> pairs) {
    /** Differences longer than this on both sides are set side by side without a search. */
    private static final int MOST = 4_000;

    /**
     * Tokens that stand at the same place.
     *
     * @param left index of the token on the left, or -1 where only the right has one
     * @param right index of the token on the right, or -1 where only the left has one
     * @param trainedDiffers whether both have it but only one trains it
     */
    public record Pair(int left, int right, boolean trainedDiffers) {
        /** Whether the two sides differ here. */
        public boolean differs() {
            return left < 0 || right < 0 || trainedDiffers;
        }
    }

    public Comparison {
        pairs = List.copyOf(pairs);
    }

    /** Sets two encodings of a row side by side, with as few unpaired tokens as there can be. */
    public static Comparison of(AnnotatedExample left, AnnotatedExample right) {
        List<TokenView> a = left.tokens();
        List<TokenView> b = right.tokens();
        int start = 0;
        while (start < a.size() && start < b.size() && a.get(start).id() == b.get(start).id()) {
            start++;
        }
        int endA = a.size();
        int endB = b.size();
        while (endA > start && endB > start && a.get(endA - 1).id() == b.get(endB - 1).id()) {
            endA--;
            endB--;
        }
        List<Pair> pairs = new ArrayList<>();
        for (int t = 0; t < start; t++) {
            pairs.add(both(a, b, t, t));
        }
        middle(a, b, start, endA, endB, pairs);
        for (int t = 0; endA + t < a.size(); t++) {
            pairs.add(both(a, b, endA + t, endB + t));
        }
        return new Comparison(pairs);
    }

    /** How many places differ. */
    public int differences() {
        return (int) pairs.stream().filter(Pair::differs).count();
    }

    private static Pair both(List<TokenView> a, List<TokenView> b, int i, int j) {
        return new Pair(i, j, a.get(i).trained() != b.get(j).trained());
    }

    /** The longest common subsequence of what differs in the middle. */
    private static void middle(
            List<TokenView> a, List<TokenView> b, int start, int endA, int endB, List<Pair> pairs) {
        int rows = endA - start;
        int columns = endB - start;
        boolean searched = rows <= MOST && columns <= MOST;
        int[][] common = searched ? new int[rows + 1][columns + 1] : new int[1][1];
        for (int i = rows - 1; searched && i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] =
                        a.get(start + i).id() == b.get(start + j).id()
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            boolean inside = i < rows && j < columns;
            if (searched && inside && a.get(start + i).id() == b.get(start + j).id()) {
                pairs.add(both(a, b, start + i++, start + j++));
            } else if (j == columns
                    || i < rows && (!searched || common[i + 1][j] >= common[i][j + 1])) {
                pairs.add(new Pair(start + i++, -1, false));
            } else {
                pairs.add(new Pair(-1, start + j++, false));
            }
        }
    }
}
