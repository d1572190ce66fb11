package org.sftworkbench.ui.template;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.SequenceAlignment;
import org.sftworkbench.ui.common.words.Words;

/**
 * One conversation's tokens under two templates or policies, and where they differ. Immutable.
 *
 * @param onlyLeft tokens of the first side that the other lacks
 * @param onlyRight tokens of the second side that the first lacks
 * @param masksLeft tokens of the first side that the other has, but with the other mask
 * @param masksRight those tokens on the second side
 */
record TokenComparison(BitSet onlyLeft, BitSet onlyRight, BitSet masksLeft, BitSet masksRight) {
    /** Beyond so many differences the rest counts as different as a whole. */
    private static final int MOST_EDITS = 2_000;

    /** Finds the fewest tokens by which the sides differ, by their ids (Myers, 1986). */
    static TokenComparison of(List<TokenView> left, List<TokenView> right) {
        int prefix = 0;
        int shorter = Math.min(left.size(), right.size());
        while (prefix < shorter && left.get(prefix).id() == right.get(prefix).id()) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && left.get(left.size() - 1 - suffix).id()
                        == right.get(right.size() - 1 - suffix).id()) {
            suffix++;
        }
        int[] a = ids(left, prefix, left.size() - suffix);
        int[] b = ids(right, prefix, right.size() - suffix);
        int[] partner = new int[left.size()];
        Arrays.fill(partner, -1);
        for (int i = 0; i < prefix; i++) {
            partner[i] = i;
        }
        for (int i = 1; i <= suffix; i++) {
            partner[left.size() - i] = right.size() - i;
        }
        int[] middle = SequenceAlignment.of(a, b, MOST_EDITS);
        for (int i = 0; i < middle.length; i++) {
            partner[prefix + i] = middle[i] < 0 ? -1 : prefix + middle[i];
        }
        return marked(left, right, partner);
    }

    private static int[] ids(List<TokenView> tokens, int from, int to) {
        return tokens.subList(from, to).stream().mapToInt(TokenView::id).toArray();
    }

    private static TokenComparison marked(
            List<TokenView> left, List<TokenView> right, int[] partner) {
        BitSet onlyLeft = new BitSet();
        BitSet onlyRight = new BitSet();
        onlyRight.set(0, right.size());
        BitSet masksLeft = new BitSet();
        BitSet masksRight = new BitSet();
        for (int i = 0; i < partner.length; i++) {
            int j = partner[i];
            if (j < 0) {
                onlyLeft.set(i);
                continue;
            }
            onlyRight.clear(j);
            if (left.get(i).trained() != right.get(j).trained()) {
                masksLeft.set(i);
                masksRight.set(j);
            }
        }
        return new TokenComparison(onlyLeft, onlyRight, masksLeft, masksRight);
    }

    /** All tokens of the first side that differ in any way. */
    BitSet differsLeft() {
        return union(onlyLeft, masksLeft);
    }

    /** All tokens of the second side that differ in any way. */
    BitSet differsRight() {
        return union(onlyRight, masksRight);
    }

    private static BitSet union(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.or(b);
        return both;
    }

    /** In words. */
    String summary(Words words) {
        if (onlyLeft.isEmpty() && onlyRight.isEmpty() && masksLeft.isEmpty()) {
            return words.say("The same tokens with the same mask.");
        }
        if (onlyLeft.isEmpty() && onlyRight.isEmpty()) {
            int masks = masksLeft.cardinality();
            return masks == 1
                    ? words.say("The same tokens; 1 of them counts on one side only.")
                    : words.say("The same tokens; {0} of them count on one side only.", masks);
        }
        return words.say(
                "{0} tokens only above, {1} only below; of the others {2} count on one side only.",
                onlyLeft.cardinality(), onlyRight.cardinality(), masksLeft.cardinality());
    }
}
