package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;

/**
 * One row under two policies or two templates, token beside token.
 *
 * @param pairs every token of both, in order
 */
public record Comparison(List<Pair> pairs) {
    /** Beyond so many differences what lies between the first and the last is all different. */
    private static final int MOST_EDITS = 4_000;

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
        return of(left.tokens(), right.tokens());
    }

    /** The same of their tokens, which are paired by their ids. */
    public static Comparison of(List<TokenView> left, List<TokenView> right) {
        int[] partner = partners(ids(left), ids(right));
        List<Pair> pairs = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] < 0) {
                pairs.add(new Pair(i, -1, false));
                continue;
            }
            while (next < partner[i]) {
                pairs.add(new Pair(-1, next++, false));
            }
            boolean trainedDiffers = left.get(i).trained() != right.get(next).trained();
            pairs.add(new Pair(i, next++, trainedDiffers));
        }
        while (next < right.size()) {
            pairs.add(new Pair(-1, next++, false));
        }
        return new Comparison(pairs);
    }

    /** How many places differ. */
    public int differences() {
        return (int) pairs.stream().filter(Pair::differs).count();
    }

    private static int[] ids(List<TokenView> tokens) {
        return tokens.stream().mapToInt(TokenView::id).toArray();
    }

    /** Of each left token its index on the right, or -1; the search is of the middle only. */
    private static int[] partners(int[] a, int[] b) {
        int shorter = Math.min(a.length, b.length);
        int start = 0;
        while (start < shorter && a[start] == b[start]) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && a[a.length - 1 - end] == b[b.length - 1 - end]) {
            end++;
        }
        int[] middle =
                SequenceAlignment.of(
                        Arrays.copyOfRange(a, start, a.length - end),
                        Arrays.copyOfRange(b, start, b.length - end),
                        MOST_EDITS);
        int[] partner = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            if (i < start) {
                partner[i] = i;
            } else if (i >= a.length - end) {
                partner[i] = i + b.length - a.length;
            } else {
                int found = middle[i - start];
                partner[i] = found < 0 ? -1 : start + found;
            }
        }
        return partner;
    }
}
