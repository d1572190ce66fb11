package org.sftworkbench.ui.template;

import java.util.BitSet;
import java.util.List;
import org.sftworkbench.check.Comparison;
import org.sftworkbench.data.TokenView;
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
    /** Finds the fewest tokens by which the sides differ, by their ids. */
    static TokenComparison of(List<TokenView> left, List<TokenView> right) {
        BitSet onlyLeft = new BitSet();
        BitSet onlyRight = new BitSet();
        BitSet masksLeft = new BitSet();
        BitSet masksRight = new BitSet();
        for (Comparison.Pair pair : Comparison.of(left, right).pairs()) {
            if (pair.right() < 0) {
                onlyLeft.set(pair.left());
            } else if (pair.left() < 0) {
                onlyRight.set(pair.right());
            } else if (pair.trainedDiffers()) {
                masksLeft.set(pair.left());
                masksRight.set(pair.right());
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
